"""Every help page there is: reached from the root, narrow enough, and in Swedish."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from tests.cli.cli_world import Here

from drogscen_cli import register

Pages = dict[tuple[str, ...], str]
SECTIONS = {"Kommandon:", "Register:", "Rapporter:", "Listor i posten:"}
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|show this|exit\.|errors?|missing|no such|defaults?|required|arguments|abort(ed)?"
    r"|invalid|try|unexpected|takes?|value|file|path|text file|print|list of|enter|yes|env var|dynamic)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def pages(seen: Here) -> Pages:
    """Every help page, found by following the commands that the pages name."""
    return dict(_walk(seen, ()))


def _walk(here: Here, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    done = here.call(*path, "--help")
    assert (done.code, done.err) == (0, ""), path
    yield path, done.out
    for name in _commands(done.out):
        yield from _walk(here, (*path, name))


def _commands(page: str) -> list[str]:
    found, inside = [], False
    for line in page.splitlines():
        if line and not line.startswith(" "):
            inside = line in SECTIONS
        elif inside and (name := re.match(r"  (\S+)  ", line)):
            found.append(name[1])
    return found


OWN = {
    "aktivitet": ("importera",),
    "andring": ("besluta",),
    "ekonomi": ("importera",),
    "mote": ("anteckna", "flytta", "ics", "planera", "stallin"),
    "projektplan": ("anta", "pricka"),
    "risk": ("granska", "importera", "matris"),
}
"""Verbs that one register has and no other."""
ROOT = {"atgard", "beslut", "init", "komplettering", "kontroll", "mall", "rapport", "regel", "schema"}


def test_the_pages_lead_to_every_register_verb_and_list(pages: Pages) -> None:
    wanted: set[tuple[str, ...]] = set()
    for name in register.names():
        outline = register.outline(name)
        verbs = ["show", "edit", *([] if outline.one_file else ["add", "list"]), *(["close"] if outline.closes else [])]
        wanted |= {(name, verb) for verb in verbs}
        wanted |= {(name, lista, verb) for lista in outline.listor for verb in ("add", "list", "edit")}
    wanted |= {(name, verb) for name, verbs in OWN.items() for verb in verbs}
    groups = {page[:length] for page in wanted for length in (1, 2)}
    assert {page for page in pages if page[:1] in groups} == wanted | groups


def test_the_root_page_names_the_commands_that_are_not_registers(pages: Pages) -> None:
    assert set(_commands(pages[()])) - set(register.names()) == ROOT


def test_every_page_fits_80_columns(pages: Pages) -> None:
    assert {page: line for page, text in pages.items() for line in text.splitlines() if len(line) > 80} == {}


def test_no_page_has_an_english_word(pages: Pages) -> None:
    assert {page: found[0] for page, text in pages.items() if (found := ENGLISH.search(text))} == {}


def test_every_page_says_how_to_type_the_command(pages: Pages) -> None:
    wrong = [
        page for page, text in pages.items() if not text.startswith(f"Skriv så här: {' '.join(('drogscen', *page))} ")
    ]
    assert wrong == []


def test_every_option_and_command_is_explained(pages: Pages) -> None:
    alone = re.compile(r"  \S+( / \S+)?( [A-ZÅÄÖ…]+)?")
    found = set()
    for page, text in pages.items():
        rows = text[text.index("\nVal:") :].splitlines()
        found |= {(page, row) for row, below in pairwise([*rows, ""]) if alone.fullmatch(row) and below[:6].strip()}
    assert found == set()


def test_what_a_record_can_not_be_without_is_marked(pages: Pages) -> None:
    line = next(line for line in pages["risk", "add"].splitlines() if line.strip().startswith("--titel"))
    assert line.endswith("(krävs)")
    assert "NYCKEL  Radens nummer, datum eller nyckel (krävs)" in pages["risk", "atgard", "edit"]


def test_help_is_a_whole_process_too(seen: Here) -> None:
    done = seen.run("risk", "atgard", "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Skriv så här: drogscen risk atgard [VAL] KOMMANDO …\n\n"
        "  Listan atgard i registret risk\n\n"
        "Kommandon:\n"
        "  add   Lägg till en rad\n"
        "  list  Visa raderna\n"
        "  edit  Ändra en rad\n\n"
        "Val:\n"
        "  --help  Visa den här hjälpen\n"
    )


def test_the_version_is_told_everywhere(seen: Here) -> None:
    assert seen.run("--version").lines == seen.call("--projekt", "x", "--version").lines
    assert re.fullmatch(r"drogscen \d+\.\d+\.\d+\S*\n", seen.run("--version").out)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (["möte", "list"], ["mote", "list"]),
        (["ändring", "show", "AB-002"], ["andring", "show", "AB-002"]),
        (["lägesrapport", "list", "--möte", "M-004"], ["lagesrapport", "list", "--mote", "M-004"]),
        (["risk", "åtgärd", "list", "R-001"], ["risk", "atgard", "list", "R-001"]),
        (["risk", "list", "--ägare", "projektledare"], ["risk", "list", "--agare", "projektledare"]),
        (["aktivitet", "list", "--beror-på", "A-002"], ["aktivitet", "list", "--beror-pa", "A-002"]),
        (["risk", "list", "--sortera", "ägare"], ["risk", "list", "--sortera", "agare"]),
        (["risk", "list", "--status", "öppen"], ["risk", "list", "--status", "oppen"]),
    ],
    ids=" ".join,
)
def test_a_word_is_the_same_with_and_without_dots(seen: Here, typed: list[str], plain: list[str], form: str) -> None:
    spelled = [unicodedata.normalize(form, word) for word in typed]  # type: ignore[arg-type]
    done = seen.call(*spelled)
    assert done.code == 0
    assert done == seen.call(*plain)
