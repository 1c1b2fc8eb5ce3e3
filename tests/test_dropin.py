"""A new register, rule and report are one new file each, and a report's template: nothing else names them."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

NEW = {
    "register/ide.py": '''\
"""Idé: sådant som någon vill att projektet ska göra"""

from typing import Annotated

from drogscen_cli.core.post import Daterad, Deklaration, Lista, Post, Val, optional, required
from drogscen_cli.core.scalars import Belopp, Handelse, Personnyckel, Referens, Text, Till


class Slag(Val):
    """What it is about."""

    MOTE = "mote", "möte"
    BYGGE = "bygge"


class Rost(Daterad):
    """Somebody's word for it."""

    text: Text = required("Röst", "Vad som sades")


class Ide(Post):
    """An idea."""

    deklaration = Deklaration(
        titel="Idé", plural="idéer", prefix="ID", kolumner=("titel", "slag", "kostnad"), stangs_med="gjord"
    )

    titel: Text = required("Titel", "Vad som ska göras")
    slag: Slag | None = optional("Slag", "Vad det gäller")
    kostnad: Belopp | None = optional("Kostnad", "Kronor")
    forslag_av: Personnyckel | None = optional("Förslag av", "Den som kom på det")
    mot: Lista[Annotated[Referens, Till("risk")]] = optional("Mot", "Risker som den hjälper mot", default=())
    rost: Lista[Rost] = optional("Röst", "Vad folk säger", default=())
    gjord: Handelse | None = optional("Gjord", "Dagen då det blev av")
''',
    "regel/ide.py": '''\
"""Rules on ideas."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.regel import Laget, regel
from drogscen_cli.register.ide import Ide


@regel("IDE01", Allvar.VARNING)
def har_pris(laget: Laget) -> Iterator[Fynd]:
    """En idé har ett pris

    Utan pris går det inte att välja.

    Åtgärda: Ange kostnaden: drogscen ide edit.
    """
    for ide in laget.projekt.alla(Ide):
        if ide.kostnad is None:
            yield laget.fynd(laget.projekt.stalle(ide, "titel"), f"{ide.id} har inget pris")
''',
    "rapport/ideer.py": '''\
"""Idélista: alla idéer på en sida"""

from dataclasses import dataclass

from drogscen_cli.rapport import Underlag
from drogscen_cli.register.ide import Ide


@dataclass(frozen=True, slots=True)
class Ideer:
    """What the list says."""

    namn: str
    ideer: tuple[Ide, ...]


def bygg(underlag: Underlag) -> Ideer:
    """The view of the list."""
    return Ideer(underlag.plan().namn, underlag.projekt.alla(Ide))
''',
    "mallar/ideer.md.j2": """\
::: huvud
{{ namn }}

# Idéer
:::

| Idé | Slag | Kostnad |
|---|---|---:|
{% for ide in ideer %}
| {{ ide.id }} {{ ide.titel }} | {{ ide.slag.titel if ide.slag else none }} | {{ ide.kostnad | kronor }} |
{% endfor %}
""",
}
PLAN = """\
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-06-30}
krav:
  - {nr: 1, paragraf: "3", text: Idéer ska prissättas., regel: [IDE01]}
"""


@dataclass(frozen=True)
class Dropped:
    """The command line of a copy of the package that has the new files, and a project."""

    package: Path
    project: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What the command line answers."""
        env = {key: value for key, value in os.environ.items() if not key.startswith(("DROGSCEN", "PYTHON"))}
        env |= {"PYTHONPATH": str(self.package.parent), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "drogscen_cli", *words]
        return subprocess.run(command, cwd=self.project, env=env, capture_output=True, encoding="utf-8", check=False)

    def says(self, *words: str) -> str:
        """Standard output of a command that goes well."""
        run = self.run(*words)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> Dropped:
    """The package as it is, the new files beside the old ones, and a project with one idea."""
    package, project = tmp_path_factory.mktemp("paket") / "drogscen_cli", tmp_path_factory.mktemp("projekt")
    shutil.copytree(ROOT / "src/drogscen_cli", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "mallar", package / "mallar")
    for name, text in NEW.items():
        assert not (package / name).exists()
        (package / name).write_text(text, "utf-8")
    (project / "projekt/risk").mkdir(parents=True)
    (project / "projekt/projektplan.yaml").write_text(PLAN, "utf-8")
    (project / "projekt/risk/R-001.yaml").write_text("titel: Buller\n", "utf-8")
    made = Dropped(package, project)
    added = made.says(
        *("ide", "add", "--ja", "--datum", "2023-02-01", "--titel", "Odla på taket", "--slag", "bygge"),
        *("--mot", "R-001", "--text", "Gärna tomater"),
    )
    assert added.splitlines()[-1] == "ID-001"
    return made


def test_a_dropped_register_is_in_the_help_and_has_every_command(dropped: Dropped) -> None:
    assert "Idé: sådant som någon vill att projektet ska göra" in dropped.says("--help")
    commands = dropped.says("ide", "--help")
    assert all(f" {verb} " in commands for verb in ("add", "list", "show", "edit", "close", "rost"))
    options = dropped.says("ide", "add", "--help")
    assert all(option in options for option in ("--titel", "--slag", "--kostnad", "--forslag-av", "--mot"))


def test_a_dropped_register_writes_a_file_in_the_order_of_its_fields(dropped: Dropped) -> None:
    assert (dropped.project / "projekt/ide/ID-001.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../.schema/ide.json\n"
        "datum: 2023-02-01\ntitel: Odla på taket\nslag: bygge\nmot: [R-001]\nrost:\n"
        "  - {datum: 2023-02-01, text: Gärna tomater}\n"
    )


def test_a_dropped_register_is_listed_and_shown(dropped: Dropped) -> None:
    [post] = json.loads(dropped.says("ide", "list", "--json"))["poster"]
    assert (post["id"], post["titel"], post["slag"]) == ("ID-001", "Odla på taket", "bygge")
    assert "Odla på taket" in dropped.says("ide", "show", "ID-001")
    assert "Gärna tomater" in dropped.says("ide", "rost", "list", "ID-001")


def test_a_dropped_rule_is_explained_found_and_obeyed(dropped: Dropped) -> None:
    explained = dropped.says("regel", "IDE01")
    assert explained.startswith("IDE01  En idé har ett pris\n\nAllvar: varning. I planen: § 3.\n")
    found = dropped.says("kontroll", "--datum", "2023-02-02").splitlines()
    assert found[0] == "projekt/ide/ID-001.yaml:3:8: varning IDE01 (§ 3) ID-001 har inget pris"
    assert found[-1] == "0 fel, 1 varning, 0 oavgjorda"
    assert "ID-001" not in dropped.says("kontroll", "--datum", "2023-01-31")
    dropped.says("ide", "edit", "ID-001", "--ja", "--kostnad", "1250,50")
    assert "Inget att anmärka." in dropped.says("kontroll", "--datum", "2023-02-02")
    dropped.says("ide", "edit", "ID-001", "--ja", "--kostnad", "")


def test_a_dropped_report_is_in_the_help_and_printed_in_both_formats(dropped: Dropped) -> None:
    assert "Idélista: alla idéer på en sida" in dropped.says("rapport", "--help")
    assert dropped.says("rapport", "ideer", "--datum", "2023-02-02").splitlines()[-1] == (
        "| ID-001 Odla på taket | bygge |       – |"
    )
    html = dropped.says("rapport", "ideer", "--datum", "2023-02-02", "--format", "html")
    assert "Odla på taket" in html
    assert "ideer" in dropped.says("mall", "list")


def test_a_fault_in_a_dropped_registers_file_is_told_as_any_other(dropped: Dropped) -> None:
    broken = dropped.project / "projekt/ide/ID-002.yaml"
    broken.write_text("tittel: T\nslag: byggen\nmot: [R-002]\n", "utf-8")
    run = dropped.run("kontroll", "projekt/ide/ID-002.yaml", "--datum", "2023-02-02")
    broken.unlink()
    assert run.returncode == 1
    assert [line for line in run.stdout.splitlines() if line.startswith("projekt")] == [
        "projekt/ide/ID-002.yaml:1:1: fel SCH01 okänd nyckel tittel",
        "projekt/ide/ID-002.yaml:1:1: fel SCH02 titel saknas",
        "projekt/ide/ID-002.yaml:2:7: fel SCH03 slag ska vara mote eller bygge, men är byggen",
    ]
