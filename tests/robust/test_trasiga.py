"""Broken files among good ones: nothing raises, nothing is executed, and every good record is still there."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from tests.world import MemorySource

from drogscen_cli.core.errors import DrogscenError
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.exempel import shipped_example
from drogscen_cli.load import load
from drogscen_cli.rapport import Underlag, builder, names

DAG = date(2023, 6, 20)
MUTATIONS = 20
"""Of each file; the same every time."""
PIECES = (
    *(b"\t", b"\0", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\xc2\x85", b"&a ", b"*a", b"<<: ", b"? ", b"- ", b": ", b":"),
    *(b"!!python/object/apply:os.system ", b"{", b"}", b"[", b"]", b"|\n", b">\n", b"'", b'"', b"#", b" #", b"%"),
    *(b"---\n", b"...\n", b"\r", b"\n", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1b[31m"),
    *(b"\xe2\x80\xae", b"9" * 400, b"=======\n", b"null", b"~", b"\\", b"1e999", b".inf", b"2023-02-30", b"-1"),
)


def few() -> dict[str, bytes]:
    """The year's plan and organisation, and the first three records of every register."""
    kept: dict[str, bytes] = {}
    seen: dict[str, int] = {}
    for path, data in shipped_example():
        folder, _, name = path.rpartition("/")
        if path.startswith("projekt/") and name.endswith(".yaml"):
            seen[folder] = seen.get(folder, 0) + 1
            if folder == "projekt" or seen[folder] <= 3:
                kept[path] = data
    return kept


GOOD = few()
FIRST = ["projekt/organisation.yaml", *sorted({path.rpartition("/")[0]: path for path in reversed(GOOD)}.values())]


def mutated(raw: bytes, seed: str) -> Iterator[bytes]:
    """The file with bits turned, cut off, pieces put in, taken out or doubled, lines swapped."""
    chance = random.Random(seed)  # noqa: S311 – the same mistakes every time, no secret
    for _ in range(MUTATIONS):
        text = bytearray(raw)
        place, other = sorted(chance.randrange(len(text)) for _ in range(2))
        match chance.randrange(6):
            case 0:
                text[place] ^= 1 << chance.randrange(8)
            case 1:
                del text[place:]
            case 2:
                text[place:place] = chance.choice(PIECES)
            case 3:
                del text[place : place + chance.randrange(1, 6)]
            case 4:
                text[place:place] = text[other : other + 30]
            case _:
                lines = bytes(text).split(b"\n")
                chance.shuffle(lines)
                text = bytearray(b"\n".join(lines))
        yield bytes(text)


@pytest.mark.parametrize("path", FIRST)
def test_a_broken_file_is_told_and_the_rest_is_read(path: str) -> None:
    whole = load(MemorySource(GOOD))
    assert whole.olasta == frozenset()
    for broken in mutated(GOOD[path], path):
        projekt = load(MemorySource({**GOOD, path: broken}))
        resultat = kontrollera(projekt, DAG)
        lost = {
            post.fil
            for register, posts in whole.poster.items()
            for ident, post in posts.items()
            if ident not in projekt.poster.get(register, {})
        }
        assert lost <= {path}
        assert not lost or any(fynd.stalle.fil == path for fynd in resultat.fynd)
        for name in names():
            print_or_refuse(name, Underlag(projekt.per(DAG), DAG, resultat))


def print_or_refuse(name: str, underlag: Underlag) -> None:
    """A report is made, or refused as every command refuses."""
    with suppress(DrogscenError):
        builder(name)(underlag)
