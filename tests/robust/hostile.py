"""Broken, odd and hostile files, the same ones each time: encodings, mutations, YAML's corners, personal data.

What each has to become is judged where it is used. What is read in one file by itself has its exact findings in
``tests/lager/yaml_hostile``; here the whole program meets hundreds of them at once.
"""

import json
import random
from collections.abc import Iterator
from itertools import chain

from tests.cli.cli_world import EXAMPLE

FIRST = 101
"""The number of the first hostile risk; the example has three."""
PLAIN = (
    "datum: 2023-05-22\ntitel: {titel}\nagare: {agare}\nbedomning:\n"
    "  - {{datum: 2023-05-25, sannolikhet: {sannolikhet}, konsekvens: 3}}\n"
)
NUMBERS = (
    *("19121212-1212", "191212121212", "1212121212", "121212+1212", "121212 1212", "1912 12 12 12 12", "701063-2391"),
    *("121212–1212", "121212−1212", "121212\u00a01212", "１２１２１２－１２１２", "1212\u200b121212", "19121212\u00ad1212"),
)
"""One personnummer and one samordningsnummer that nobody has, as people spell them."""
PIECES = (
    *("\t", "\0", "\ufeff", "\x1b[31m", "\u202e", "\u2028", "\x85", "\r", "\n", "&a ", "*a", "!x ", "<<: ", "? ", "- "),
    *(": ", ":", "{", "}", "[", "]", "|\n", ">\n", "'", '"', "#", " #", "%", "@", "`", "---\n", "...\n", "\\", "\\x1b"),
    *("19121212-1212", "=======\n", "null", "~", "2023-02-30", "1e999", "0x10", ".inf", "💩", "titel: x\n", "9" * 400),
)
BROKEN_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\x80")
FRAGMENTS = (
    *("", "x", "[]", "{}", "null", "~", "''", "- a", "? a", "? a\n: b", "[a, b]", "{a: b}", "{a: b", "[a", "|\n x", "!"),
    *("&a x", "*a", "#", "---", "...", "--- x", "---\n---", "%", "%YAML 9.9\n---\na: b", "%TAG ! x\n---\na: b", "- - a"),
    *("a: b\n...\nc: d", "a:\n- b", "a: - b", "a: 'b", 'a: "b', 'a: "\\z"', 'a: "\\UFFFFFFFF"', "@a: b", "a: `b"),
    *("a: |0\n b", "a: |-+\n b", "a: b\n c: d", "a: b\n  - c", "a:\n  b: c\n d: e", "a\nb: c", "a: b: c", "{a: b, a: c}"),
    *("{a, b}", "[a,,b]", "[a]b", "'a'b: c", "- a\nb: c", "? [a]\n: b", "[a]: b", "&a a: b", "a: &b *b", "!!str", "a: !<"),
    *("\t", "\ta: b", "a: b\t", "a: [\n\tb]", "\u00a0a: b", "a :b", ":a", "a:b", ": :", "? :", "-a", "---a", "a: b#c"),
    *("<<<<<<< a\n=======\n>>>>>>> b", "<<<<<<< 19121212-1212\nx", "=======", "||||||| a\n=======", "<<: {a: b}"),
    *("&a [*a]", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "!!python/object/apply:os.system [exit]", "!!binary aGVq"),
    *("[" * 400, "{a: " * 400, "- " * 200 + "a", "? " * 300, "".join(f"{' ' * n}a:\n" for n in range(60))),
    *("a: b\n" * 3000, "a: b: c\n" * 3000, "".join(f"okand{n}: x\n" for n in range(3000)), "x" * 2000 + ": y"),
)
"""Small files by themselves; each is put behind a good record too."""
LINES = (
    *("id: R-001", "ägare: x", "Titel: x", "tit\u00adel: x", "agаre: kyrilliskt", "__class__: x", "model_config: x"),
    *("kategori: !x y", "kategori: &a y", "kategori: [a]", "kategori: {a: b}", "orsak: |\n  a\n\tb", "orsak: >-\n  a\n\n  b"),
    *('orsak: "a\\e[31mb\\u202ec\\0"', 'kategori: "\\x9b31m"', 'foljd: "\\ud800"', 'orsak: "a\\rb"', "paragraf: 9.10"),
    *("stangd: 0000-00-00", "stangd: 9999-12-31", "stangd: 2023-13-45", "stangd: idag", "accepterad: ../../x", "1: x"),
    *("accepterad: M-999/beslut/1", "accepterad: CON", "atgard: x", "atgard: [x]", "atgard: [{nr: 1, text: a, senast: i går}]"),
    *("atgard:\n  - {nr: 1, text: a}\n  - {nr: 1, text: b}", "atgard: [{nr: -1, text: a}]", "atgard: [{nr: 1e3, text: a}]"),
    *("kategori: <script>alert(1)</script>", "kategori: '{{ 7*7 }}'", "kategori: '=1+1'", "kategori: '::error file=x::y'"),
    *("kategori: '| a | b |'", "kategori: '[x](javascript:alert(1))'", "orsak: '$(id) `id`'", f"orsak: {'å' * 20_001}"),
)
"""Lines put behind a good record."""


def files() -> dict[str, bytes]:
    """Path → bytes: a hostile record each, and files whose names are wrong."""
    made = enumerate(chain(_encodings(), _mutations(), _fragments(), _numbers()), FIRST)
    return {f"projekt/risk/R-{number}.yaml": raw for number, raw in made} | dict(_misnamed())


def plain(titel: str = "Prov", agare: str = "projektledare", sannolikhet: str = "2") -> str:
    """A good risk, or one with a fault in one of its values."""
    return PLAIN.format(titel=titel, agare=agare, sannolikhet=sannolikhet)


def _encodings() -> Iterator[bytes]:
    """The same good record as other programs save it."""
    text = (EXAMPLE / "projekt/risk/R-001.yaml").read_text("utf-8")
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp437", "mac-roman", "utf-7"):
        yield text.encode(name)
    for line_break in ("\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\n\r"):
        yield text.replace("\n", line_break).encode()
    for mark in ("\ufeff", "\ufeff\ufeff", "# å\n\ufeff", "%YAML 1.2\n---\n", "--- # x\n", "\0", "\n" * 900, " "):
        yield (mark + text).encode()
    yield text.replace("  ", "\t").encode()
    yield text.replace("  ", "\u00a0\u00a0").encode()
    yield json.dumps({"titel": text, "agare": None, "bedomning": []}).encode()
    yield (text * 2).encode()
    yield f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> \x1b[31m\n".encode()


def _mutations() -> Iterator[bytes]:
    """A good record with a few bytes flipped, cut, moved, doubled, or with a piece put in."""
    good = (EXAMPLE / "projekt/risk/R-001.yaml").read_bytes()
    chance = random.Random(20230530)
    pieces = (*(piece.encode() for piece in PIECES), *BROKEN_BYTES)
    for number in range(150):
        raw = bytearray(good)
        for _ in range(chance.choice((1, 1, 2, 4))):
            _mutate(raw, number % 5, chance, pieces)
        yield bytes(raw)


def _mutate(raw: bytearray, kind: int, chance: random.Random, pieces: tuple[bytes, ...]) -> None:
    place, other = (chance.randrange(len(raw)) for _ in range(2))
    if kind == 0:
        raw[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del raw[max(place, 40) :]
    elif kind == 2:
        raw[place:place] = chance.choice(pieces)
    elif kind == 3:
        del raw[place : place + chance.randrange(1, 6)]
    else:
        raw[place:place] = raw[other : other + chance.randrange(1, 30)]


def _fragments() -> Iterator[bytes]:
    for fragment in FRAGMENTS:
        yield fragment.encode()
        yield (plain() + fragment).encode()
    for line in LINES:
        yield f"{plain()}{line}\n".encode()


def _numbers() -> Iterator[bytes]:
    """Personal data wherever a message may repeat what stands in a file."""
    for number in NUMBERS:
        quoted = f'"{number}"'
        for text in (
            plain(agare=quoted),
            plain(agare=f"p-{number.lower()}"),
            plain(sannolikhet=quoted),
            plain(sannolikhet="9", agare=f"projektledare # {number}"),
            plain() + f"{quoted}: x\n",
            plain() + f"{quoted}: x\n{quoted}: y\n",
            plain() + f"kategori: &a{number.replace(' ', '')} x\n",
            plain() + f"kategori: !{number.replace(' ', '')} x\n",
            plain() + f"orsak: Anna {number}: x\n",
            plain() + f"okand: x # {number}\n",
            f"<<<<<<< {number}\n{plain()}=======\n{plain()}>>>>>>> {number}\n",
        ):
            yield text.encode()


def _misnamed() -> Iterator[tuple[str, bytes]]:
    """Good records whose names are not a record's, in the register's folder and beside it."""
    names = (
        *("R-001 (1).yaml", "R-001-DATOR.yaml", "R-1.yaml", "r-001.yaml", "R-000.yaml", "R-001.yml", "R-001.yaml~"),
        *("R-٠٠١.yaml", "R-001\u202e.yaml", "R-001\n::error::x.yaml", "CON.yaml", ".yaml"),
        *("R-001\x1b[31m.yaml", "Å-001.yaml", "-R-001.yaml", "R-001,line=3.yaml", "R-001%0A.yaml", "x" * 240 + ".yaml"),
    )
    for name in names:
        yield f"projekt/risk/{name}", plain().encode()
    for name in ("risk.yaml", "Risk", "organisation.yml", "organisation (1).yaml", "a\n::error::b"):
        yield f"projekt/{name}", plain().encode()
