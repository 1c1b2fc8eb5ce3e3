"""The whole program among hundreds of hostile files: it answers, in Swedish, and nothing good is lost."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping

import pytest
from tests.cli.cli_world import Done, Here
from tests.robust.hostile import files

COMMANDS = (
    *(("kontroll",), ("kontroll", "--format", "json"), ("kontroll", "--format", "github"), ("kontroll", "--endast-fel")),
    *(("risk", "list"), ("risk", "list", "--json"), ("risk", "list", "--csv"), ("mote", "list"), ()),
    *(("rapport", "lage"), ("rapport", "lage", "--format", "html"), ("risk", "show", "R-001")),
)
MACHINES = {("json",), ("--json",), ("--csv",)}
CODES = {"kontroll": 1, "risk show": 0, "mote list": 0}
"""3 elsewhere: something that can't be read is missing from what is shown."""
LIBRARY = re.compile(
    r"while (?:scanning|parsing|composing)|expected|not allowed|Input should|Field required|[Vv]alidation error"
    r"|Errno|codec|Traceback|line \d+, column|unhashable|No such file|[Mm]aximum|recursion|<class|object at 0x",
)
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
NOISE = re.compile(r"[ \-+_.\u2010-\u2015\u2212\u00ad\u200b\u2060\u00a0\t]|\\u[0-9a-f]{4}")
FINDING = re.compile(r"(projekt/.+?):(\d+):(\d+): (?:fel|varning) [A-Z]+\d\d (?:\(§ .+?\) )?\S")
ANNOTATION = re.compile(r"::(?:error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[^,:]+::.+")


@pytest.fixture(scope="module")
def answers(hostile: Here) -> Mapping[tuple[str, ...], Done]:
    """What every command that reads says."""
    return {argv: hostile.run(*argv) for argv in COMMANDS}


@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: " ".join(argv) or "drogscen")
def test_every_command_answers_with_the_contracts_exit_code(
    answers: Mapping[tuple[str, ...], Done], argv: tuple[str, ...]
) -> None:
    wanted = next((code for name, code in CODES.items() if " ".join(argv).startswith(name)), 3)
    assert (answers[argv].code, answers[argv].err if wanted != 3 else "") == (wanted, "")


def test_nothing_that_a_library_says_is_shown(answers: Mapping[tuple[str, ...], Done]) -> None:
    said = {argv: LIBRARY.findall(done.out + done.err) for argv, done in answers.items()}
    assert {argv: found for argv, found in said.items() if found} == {}


def test_nothing_unseen_reaches_a_terminal(answers: Mapping[tuple[str, ...], Done]) -> None:
    shown = {argv: done.out + done.err for argv, done in answers.items() if argv[-1:] not in MACHINES}
    assert {argv: HIDDEN.findall(text) for argv, text in shown.items() if HIDDEN.search(text)} == {}


def test_no_personnummer_is_said_again(answers: Mapping[tuple[str, ...], Done]) -> None:
    judging = [done.out + done.err for argv, done in answers.items() if argv[:1] == ("kontroll",)]
    named = [done.err for done in answers.values()]
    leaks = [line for text in (*judging, *named) for line in text.splitlines() if "1212121212" in _digits(line)]
    assert leaks == []


def _digits(text: str) -> str:
    """The text with every kind of digit as ASCII, and nothing between digits that people put there."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text))


def test_every_good_record_is_there_unchanged(answers: Mapping[tuple[str, ...], Done], seen: Here) -> None:
    found = {post["id"]: post for post in json.loads(answers["risk", "list", "--json"].out)["poster"]}
    good = {post["id"]: post for post in json.loads(seen.run("risk", "list", "--json").out)["poster"]}
    assert {ident: found.get(ident) for ident in good} == good


def test_every_record_is_listed_or_named_as_unread(answers: Mapping[tuple[str, ...], Done]) -> None:
    done = answers["risk", "list", "--json"]
    listed = {f"projekt/risk/{post['id']}.yaml" for post in json.loads(done.out)["poster"]}
    records = {path for path in files() if re.fullmatch(r"projekt/risk/R-[1-9]\d\d\.yaml", path)}
    assert {path for path in records - listed if f"{path} " not in done.err} == set()


def test_every_finding_stands_at_a_place_that_is_there(answers: Mapping[tuple[str, ...], Done]) -> None:
    places = [found for line in answers["kontroll",].out.splitlines() if (found := FINDING.match(line))]
    assert len(places) > len(files())
    lines = {path: re.split(r"\r\n|\r|\n", raw.decode("utf-8", "replace")) for path, raw in files().items()}
    wrong = [
        place[0]
        for place in places
        if place[1] in lines
        and not (int(place[2]) <= len(lines[place[1]]) and int(place[3]) <= len(lines[place[1]][int(place[2]) - 1]) + 1)
        and not files()[place[1]].startswith((b"\xff\xfe", b"\xfe\xff"))
    ]
    assert wrong == []


def test_what_machines_read_is_well_formed(answers: Mapping[tuple[str, ...], Done]) -> None:
    assert len(json.loads(answers["kontroll", "--format", "json"].out)["fynd"]) > len(files())
    annotations = answers["kontroll", "--format", "github"].out.splitlines()
    assert [line for line in annotations if not ANNOTATION.fullmatch(line)] == []
    rows = list(csv.reader(io.StringIO(answers["risk", "list", "--csv"].out, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell)] == []


def test_reading_changes_no_file(answers: Mapping[tuple[str, ...], Done], hostile: Here, seen: Here) -> None:
    assert answers
    assert hostile.files() == {**seen.files(), **files()}


def test_a_good_record_is_still_edited_and_nothing_else_touched(hostile: Here) -> None:
    before = hostile.files()
    try:
        done = hostile.run("risk", "edit", "R-002", "--orsak", "Prov: #1", "--ingen-spara")
        after = hostile.files()
    finally:
        hostile.put("risk/R-002", before["projekt/risk/R-002.yaml"].decode())
    assert (done.code, done.out) == (0, "R-002\n")
    assert {path for path in before if after[path] != before[path]} == {"projekt/risk/R-002.yaml"}
