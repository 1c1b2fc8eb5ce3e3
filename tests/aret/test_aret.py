"""The fictitious year, played command by command: what is shipped, and what the rules say on any day of it."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from drogscen_cli.cli.uppspelning import Uppspelning, silently, work_folder
from drogscen_cli.core.fynd import Allvar
from drogscen_cli.core.manus import parse
from drogscen_cli.core.plikt import Tillstand
from drogscen_cli.kontroll import Resultat, kontrollera
from drogscen_cli.lager.exempel import FOLDER, shipped_example, shipped_script
from drogscen_cli.lager.source import TreeSource
from drogscen_cli.load import load
from drogscen_cli.regel import BY_HAND, rules

EXPECTED = Path(__file__).parent / "forvantat.txt"
ALWAYS_UNDECIDED = {"MAL03", "UTV03"}
"""Rules that ask for data which nobody was obliged to give before the project ended."""
WHO = {
    "GIT_AUTHOR_EMAIL": "projektledaren@exempel.se",
    "GIT_AUTHOR_NAME": "Projektledaren",
    "GIT_COMMITTER_EMAIL": "projektledaren@exempel.se",
    "GIT_COMMITTER_NAME": "Projektledaren",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass
class Year:
    """The year as it was played: its folder, and what ``kontroll`` said at the end of each day."""

    root: Path
    said: dict[date, Resultat] = field(default_factory=dict)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    played = Year(tmp_path_factory.mktemp("aret"))

    def between(dag: date) -> None:
        played.said[dag] = kontrollera(load(TreeSource(played.root)), dag)

    with pytest.MonkeyPatch.context() as patch, work_folder() as mapp:
        for name, value in WHO.items():
            patch.setenv(name, value)
        Uppspelning(played.root, mapp).play(parse(shipped_script()), between)
        yield played


def files_of(root: Path) -> Mapping[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and not {".git", ".drogscen"} & set(path.parts))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_the_shipped_year_is_what_its_script_plays(year: Year, request: pytest.FixtureRequest) -> None:
    """``python -m pytest tests/aret --snapshot-update`` writes the shipped files anew."""
    played = files_of(year.root)
    if request.config.getoption("--snapshot-update"):
        for path, data in played.items():
            (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / path).write_bytes(data)
        for path in dict(shipped_example()).keys() - played.keys():
            (FOLDER / path).unlink()
    assert dict(shipped_example()) == played


def test_the_year_has_what_it_promises(year: Year) -> None:
    projekt = load(TreeSource(year.root))
    held = [mote for mote in projekt.poster["mote"].values() if getattr(mote, "genomfort", None)]
    assert len(projekt.poster["mote"]) == 12 + 26
    assert len(held) == 11 + 24
    assert (len(projekt.poster["aktivitet"]), len(projekt.poster["risk"])) == (25, 15)
    assert len(projekt.poster["andring"]) == 5
    assert projekt.plan is not None
    assert "påhittat" in projekt.plan.namn


def test_every_rule_is_kept_some_day_and_broken_some_day(year: Year) -> None:
    kept, broken = set[str](), set[str]()
    for resultat in year.said.values():
        found = {fynd.regel for fynd in resultat.fynd if fynd.allvar in (Allvar.FEL, Allvar.VARNING)}
        broken |= found
        kept |= rules().keys() - {fynd.regel for fynd in resultat.fynd}
        kept |= {plikt.regel for plikt in resultat.plikter if plikt.tillstand is Tillstand.HALLEN}
    assert rules().keys() - broken == ALWAYS_UNDECIDED
    assert rules().keys() - kept == set()


def test_the_plan_turns_every_rule_on(year: Year) -> None:
    plan = load(TreeSource(year.root)).plan
    assert plan is not None
    assert {ident for krav in plan.krav for ident in krav.regel} | {BY_HAND} == rules().keys()


def test_nothing_in_the_files_is_wrong_at_the_end(year: Year) -> None:
    last = year.said[max(year.said)]
    assert [fynd for fynd in last.fynd if fynd.regel not in rules() and fynd.allvar is Allvar.FEL] == []


def month_by_month(root: Path) -> str:
    """What was kept, late, missed, waived and undecided, as the finished year tells it of each month's end."""
    projekt = load(TreeSource(root))
    lines: list[str] = []
    for dag in [*(date(2023, month, 28) for month in range(1, 13)), date(2024, 1, 31)]:
        resultat = kontrollera(projekt, dag)
        states = defaultdict[Tillstand, list[str]](list)
        for plikt in resultat.plikter:
            states[plikt.tillstand].append(f"{plikt.regel} {plikt.omfattning}".replace("\N{NO-BREAK SPACE}", " "))
        counts = ", ".join(f"{len(states[tillstand])} {tillstand}" for tillstand in Tillstand)
        lines.append(f"== {dag}: {counts}")
        for tillstand in (Tillstand.SEN, Tillstand.UTEBLIVEN, Tillstand.UNDANTAGEN, Tillstand.OAVGJORD):
            lines += [f"{tillstand}: {each}" for each in sorted(states[tillstand])]
        lines += sorted({f"{fynd.allvar}: {fynd.regel} {fynd.stalle.fil}" for fynd in resultat.brott})
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def test_the_finished_year_answers_for_every_month(year: Year, request: pytest.FixtureRequest) -> None:
    found = month_by_month(year.root)
    if request.config.getoption("--snapshot-update"):
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8")


def test_a_duty_once_judged_kept_late_or_missed_does_not_change_with_what_was_written_later(year: Year) -> None:
    """Facts carry their own date: the finished year, asked for a past day, agrees with what was said that day."""
    projekt = load(TreeSource(year.root))
    judged = {Tillstand.HALLEN, Tillstand.SEN, Tillstand.UTEBLIVEN}
    dag = date(2023, 6, 14)
    then = {(plikt.regel, plikt.omfattning): plikt.tillstand for plikt in year.said[dag].plikter}
    now = {(plikt.regel, plikt.omfattning): plikt.tillstand for plikt in kontrollera(projekt, dag).plikter}
    differing = {key for key in then.keys() & now.keys() if {then[key], now[key]} <= judged and then[key] != now[key]}
    assert differing == set()


@pytest.mark.parametrize("dag", ["2023-01-02", "2023-05-11", "2023-07-31", "2023-12-31", "2024-06-01"])
@pytest.mark.parametrize("argv", [(), ("kontroll",), ("rapport", "efterlevnad"), ("rapport", "lage")])
def test_every_view_of_the_year_is_made_for_any_day(year: Year, argv: tuple[str, ...], dag: str) -> None:
    code, said = silently([*argv, "--datum", dag], date.fromisoformat(dag), year.root)
    assert code in (0, 1), said
    assert "Traceback" not in said
