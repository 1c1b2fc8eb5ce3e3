"""From files to a snapshot: every error is told, and what is good still loads."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.world import MemorySource

from drogscen_cli.cli.findings import one_line
from drogscen_cli.core.fynd import Fynd
from drogscen_cli.kontroll import kontrollera
from drogscen_cli.lager.source import Entry, TreeSource
from drogscen_cli.load import MAX_FYND, load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.risk import Risk

ROOT = Path(__file__).parents[1]
DAG = date(2023, 3, 1)
PLAN = "namn: Provprojektet\nperiod: {start: 2023-01-01, slut: 2023-06-30}\n"


def _source(**risks: str) -> MemorySource:
    """A plan, and risks by the names of their files."""
    files = {"projekt/projektplan.yaml": PLAN} | {f"projekt/risk/{name}.yaml": text for name, text in risks.items()}
    return MemorySource({path: text.encode() for path, text in files.items()})


def _lines(projekt: Projekt) -> list[str]:
    return [one_line(fynd) for fynd in kontrollera(projekt, DAG).fynd]


def _ids(projekt: Projekt) -> list[str]:
    return [risk.id for risk in projekt.alla(Risk)]


def _write(root: Path, files: dict[str, str]) -> TreeSource:
    for name, text in {"projektplan.yaml": PLAN, **files}.items():
        path = root / "projekt" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return TreeSource(root)


def test_every_error_of_a_folder_is_told_and_what_is_good_still_loads() -> None:
    projekt = load(
        _source(
            **{
                "R-001": "titel: Buller: kväll\nagare: [\nfoljd: a: b\n",
                "R-002": "titel: Läses\n",
                "R-003": "tittel: Buss\nbedomning:\n  - {datum: 2023-02-30, sannolikhet: x, konsekvens: 99}\n",
                "R-004": "",
                "R-005": "titel: Läses också\n",
            }
        )
    )
    assert _ids(projekt) == ["R-002", "R-005"]
    assert projekt.plan is not None
    assert _lines(projekt) == [
        "projekt/risk/R-001.yaml:1:8: fel YAML04 texten innehåller kolon och behöver citattecken",
        "projekt/risk/R-001.yaml:2:8: fel YAML06 [ saknar avslutande ]",
        "projekt/risk/R-001.yaml:3:8: fel YAML04 texten innehåller kolon och behöver citattecken",
        "projekt/risk/R-003.yaml:1:1: fel SCH01 okänd nyckel tittel",
        "projekt/risk/R-003.yaml:1:1: fel SCH02 titel saknas",
        "projekt/risk/R-003.yaml:3:13: fel SCH05 datum är 2023-02-30, men det datumet finns inte",
        "projekt/risk/R-003.yaml:3:38: fel SCH03 sannolikhet ska vara ett heltal, men är x",
        "projekt/risk/R-003.yaml:3:53: fel SCH03 konsekvens ska vara högst 10, men är 99",
        "projekt/risk/R-004.yaml:1:1: fel FIL03 filen innehåller inga uppgifter",
    ]


def test_what_could_not_become_a_record_is_named_and_its_text_is_kept() -> None:
    projekt = load(_source(**{"R-001": "titel: [\n", "R-002": "x: 1\n", "R-003": "titel: T\n"}))
    assert projekt.olasta == {"projekt/risk/R-001.yaml", "projekt/risk/R-002.yaml"}
    assert projekt.texter["projekt/risk/R-001.yaml"] == "titel: [\n"


def test_records_stand_in_the_order_of_their_numbers() -> None:
    source = _source(**dict.fromkeys(("R-1000", "R-002", "R-010", "R-999"), "titel: T\n"))
    assert _ids(load(source)) == ["R-002", "R-010", "R-999", "R-1000"]


def test_the_order_of_files_in_a_folder_does_not_matter() -> None:
    texts = {"R-001": "titel: [\n", "R-002": "titel: T\nagare: x\n", "R-2": "titel: T\n", "R-003": "titel: T\n"}

    class Shuffled(MemorySource):
        def entries(self, folder: str) -> list[Entry]:
            return random.Random(len(folder)).sample(found := super().entries(folder), len(found))  # noqa: S311 – any order

    straight, shuffled = _source(**texts), Shuffled(_source(**texts).files)
    assert straight.entries("projekt/risk") != shuffled.entries("projekt/risk")
    assert _lines(load(straight)) == _lines(load(shuffled))
    assert _ids(load(straight)) == _ids(load(shuffled))


@pytest.mark.parametrize("line", ["x{n}: 1", "titel: a: b", "titel: c"])
def test_a_file_has_at_most_fifty_findings(line: str) -> None:
    text = "\n".join(line.format(n=n) for n in range(3 * MAX_FYND)) + "\n"
    found = _lines(load(_source(**{"R-001": text, "R-002": "tittel: T\n"})))
    assert sum(each.startswith("projekt/risk/R-001.yaml") for each in found) == MAX_FYND == 50
    assert sum(each.startswith("projekt/risk/R-002.yaml") for each in found) == 2


@pytest.mark.parametrize(
    ("key", "text", "atgarda"),
    [
        ("tittel", "okänd nyckel tittel", "Menades titel? Nycklar som finns här: datum, titel, "),
        ("Titel", "okänd nyckel Titel", "Menades titel? Nycklar som finns här: datum, titel, "),
        ("ägare", "ägare skrivs agare: nycklar skrivs utan å, ä och ö", "Byt ägare mot agare."),
        ("a\u0308gare", "a\u0308gare skrivs agare: nycklar skrivs utan å, ä och ö", "Byt a\u0308gare mot agare."),
        ("id", "id ska inte stå i filen: filens namn är postens id", "Ta bort raden."),
        ("status", "status räknas ut av andra uppgifter och ska inte stå i filen", "Ta bort raden."),
        ("riskvarde", "riskvarde räknas ut av andra uppgifter och ska inte stå i filen", "Ta bort raden."),
        ("xyz", "okänd nyckel xyz", "Nycklar som finns här: datum, titel, "),
        ("Ring 19121212-1212", "okänd nyckel Ring 191212**-****", "Nycklar som finns här: datum, titel, "),
        ("a\u202eb", "okänd nyckel a\\u202eb", "Nycklar som finns här: datum, titel, "),
    ],
)
def test_an_unknown_key_is_told_with_what_was_probably_meant(key: str, text: str, atgarda: str) -> None:
    [fynd] = load(_source(**{"R-001": f"titel: T\n{key}: x\n"})).fynd
    assert (fynd.stalle.rad, fynd.stalle.kolumn) == (2, 1)
    assert fynd.text == text
    assert fynd.atgarda.startswith(atgarda)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("titel: T\nbedomning:\n  - {datum: 2023-02-01, sannolikhet: 1, konsekvens: 1, komentar: x}\n", "kommentar"),
        ("titel: T\natgard:\n  - nr: 1\n    text: x\n    ansvarg: y\n", "ansvarig"),
    ],
)
def test_an_unknown_key_in_a_row_is_compared_with_the_keys_of_that_row(text: str, keys: str) -> None:
    [fynd] = load(_source(**{"R-001": text})).fynd
    assert fynd.atgarda.startswith(f"Menades {keys}? Nycklar som finns här: ")


def test_an_unknown_key_in_a_part_is_compared_with_the_keys_of_that_part() -> None:
    plan = "namn: N\nperiod: {start: 2023-01-01, slut: 2023-06-30, slutt: 2023-07-01}\n"
    [fynd] = load(MemorySource({"projekt/projektplan.yaml": plan.encode()})).fynd
    assert fynd.atgarda == "Menades slut? Nycklar som finns här: start, slut, paragraf."


def test_a_plan_that_can_not_be_read_leaves_the_rest_to_be_checked() -> None:
    projekt = load(MemorySource({"projekt/projektplan.yaml": b"namn: [\n", "projekt/risk/R-001.yaml": b"agare: x\n"}))
    assert projekt.plan is None
    assert [(fynd.stalle.fil, fynd.regel) for fynd in projekt.fynd] == [
        ("projekt/projektplan.yaml", "YAML06"),
        ("projekt/risk/R-001.yaml", "SCH02"),
    ]


def test_an_empty_folder_is_an_empty_project(tmp_path: Path) -> None:
    assert load(TreeSource(tmp_path)) == Projekt({})


@dataclass(frozen=True)
class _Refusing(MemorySource):
    """Files in memory, one path of which the operating system keeps to itself."""

    path: str = ""

    def entries(self, folder: str) -> list[Entry]:
        if folder == self.path:
            raise PermissionError(13, "Permission denied")
        return super().entries(folder)

    def read(self, path: str) -> bytes:
        if path == self.path:
            raise OSError(5, "Input/output error")
        return super().read(path)


def _refused(path: str) -> Projekt:
    """A deviation refers to two risks and to nobody; ``path`` can't be read."""
    files = {
        "projekt/projektplan.yaml": PLAN,
        "projekt/risk/R-001.yaml": "titel: T\n",
        "projekt/risk/R-002.yaml": "titel: T\n",
        "projekt/riskanalys/RA-001.yaml": "datum: 2023-02-01\nrisk: [R-001, R-002]\n",
    }
    return load(_Refusing({name: text.encode() for name, text in files.items()}, path))


def test_a_file_that_the_disk_does_not_give_up_is_told_and_not_called_missing() -> None:
    projekt = _refused("projekt/risk/R-002.yaml")
    assert _ids(projekt) == ["R-001"]
    assert _lines(projekt) == [
        "projekt/risk/R-002.yaml:1:1: fel FIL06 projekt/risk/R-002.yaml kan inte läsas (disken svarar med ett fel)"
    ]


def test_a_folder_that_can_not_be_listed_is_told_and_its_records_are_not_called_missing() -> None:
    projekt = _refused("projekt/risk")
    assert projekt.olasta == {"projekt/risk"}
    why = "behörighet saknas, eller så används filen av ett annat program"
    assert _lines(projekt) == [f"projekt/risk:1:1: fel FIL06 projekt/risk kan inte läsas ({why})"]


def test_a_project_that_can_not_be_listed_is_one_finding() -> None:
    assert [fynd.regel for fynd in _refused("projekt").fynd] == ["FIL06"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    source = _write(tmp_path, {"risk/R-001.yaml": "titel: T\n"})
    (tmp_path / "projekt/risk/R-001.yaml").chmod(0)
    assert [fynd.regel for fynd in load(source).fynd] == ["FIL06"]


def _linked_file(root: Path) -> None:
    (root / "utanfor.yaml").write_text("titel: Utanför\n", "utf-8")
    (root / "projekt/risk/R-002.yaml").symlink_to(root / "utanfor.yaml")


def _linked_nowhere(root: Path) -> None:
    (root / "projekt/risk/R-002.yaml").symlink_to(root / "finns-inte.yaml")


def _linked_to_itself(root: Path) -> None:
    (root / "projekt/risk/R-002.yaml").symlink_to("R-002.yaml")


def _folder(root: Path) -> None:
    (root / "projekt/risk/R-002.yaml").mkdir()


def _fifo(root: Path) -> None:
    os.mkfifo(root / "projekt/risk/R-002.yaml")


@pytest.mark.skipif(os.name == "nt", reason="links and devices need rights or do not exist")
@pytest.mark.parametrize(
    ("put", "said"),
    [
        (_linked_file, "FIL08 projekt/risk/R-002.yaml är en länk och följs inte"),
        (_linked_nowhere, "FIL08 projekt/risk/R-002.yaml är en länk och följs inte"),
        (_linked_to_itself, "FIL08 projekt/risk/R-002.yaml är en länk och följs inte"),
        (_folder, "FIL07 projekt/risk/R-002.yaml ska vara en fil, men är en mapp"),
        (_fifo, "FIL07 projekt/risk/R-002.yaml ska vara en fil, men är något annat"),
    ],
)
def test_what_is_no_ordinary_file_is_told_and_never_opened(
    tmp_path: Path, put: Callable[[Path], None], said: str
) -> None:
    source = _write(
        tmp_path,
        {"risk/R-001.yaml": "titel: T\n", "riskanalys/RA-001.yaml": "datum: 2023-02-01\nrisk: [R-001, R-002]\n"},
    )
    put(tmp_path)
    projekt = load(source)
    assert _lines(projekt) == [f"projekt/risk/R-002.yaml:1:1: fel {said}"]
    assert "projekt/risk/R-002.yaml" in projekt.olasta
    assert _ids(projekt) == ["R-001"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_a_linked_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    source = _write(tmp_path, {"riskanalys/RA-001.yaml": "datum: 2023-02-01\nrisk: [R-001]\n"})
    (tmp_path / "annan").mkdir()
    (tmp_path / "annan/R-001.yaml").write_text("titel: T\n", "utf-8")
    (tmp_path / "projekt/risk").symlink_to(tmp_path / "annan")
    projekt = load(source)
    assert _lines(projekt) == ["projekt/risk:1:1: fel FIL08 projekt/risk är en länk och följs inte"]
    assert _ids(projekt) == []


def test_a_file_of_more_than_two_megabytes_is_told_from_its_first_bytes(tmp_path: Path) -> None:
    source = _write(tmp_path, {"risk/R-001.yaml": "titel: T\n", "risk/R-002.yaml": "# " + "x" * 2_100_000})
    projekt = load(source)
    assert _lines(projekt) == ["projekt/risk/R-002.yaml:1:1: fel FIL05 filen är större än 2 megabyte"]
    assert projekt.texter["projekt/risk/R-002.yaml"] == ""


@pytest.mark.parametrize("name", [".gitkeep", ".R-001.yaml.swp", "R-001.yaml~", "~$R-001.yaml", "Thumbs.db"])
def test_what_programs_leave_behind_is_not_told(name: str) -> None:
    files = {"projekt/projektplan.yaml": PLAN.encode(), f"projekt/{name}": b"x", f"projekt/risk/{name}": b"x"}
    assert load(MemorySource(files)).fynd == ()


def test_a_file_name_with_personal_data_or_control_characters_is_shown_masked() -> None:
    files = {"projekt/projektplan.yaml": PLAN.encode(), "projekt/risk/Ring 19121212-1212\x1b[31m\n.yaml": b"x"}
    [fynd] = load(MemorySource(files)).fynd
    assert fynd.text == "Ring 191212**-****\\u001b[31m .yaml läses inte: namnet är inte ett id som R-001"


def test_a_record_without_its_right_name_is_not_called_missing() -> None:
    files = {"projekt/projektplan.yaml": PLAN, "projekt/risk/R-001.yml": "titel: T\n"}
    files["projekt/riskanalys/RA-001.yaml"] = "datum: 2023-02-01\nrisk: [R-001]\n"
    projekt = load(MemorySource({path: text.encode() for path, text in files.items()}))
    assert _lines(projekt) == ["projekt/risk/R-001.yml:1:1: fel FIL10 R-001.yml läses inte: filen ska heta R-001.yaml"]


def test_a_byte_order_mark_and_windows_line_breaks_are_read() -> None:
    raw = "\ufefftitel: Höga häckar\r\nfoljd: |\r\n  Två\r\n  rader\r\n".encode()
    projekt = load(MemorySource({"projekt/risk/R-001.yaml": raw}))
    [risk] = projekt.alla(Risk)
    assert (risk.titel, risk.foljd, projekt.fynd) == ("Höga häckar", "Två\nrader", ())


def test_every_finding_of_a_record_has_a_place_and_a_remedy() -> None:
    found: tuple[Fynd, ...] = load(_source(**{"R-001": "a: 1\nbedomning: x\natgard: [1]\ndatum: 2023-02-30\n"})).fynd
    assert len(found) == 5
    assert all(fynd.stalle.rad and fynd.stalle.kolumn and fynd.atgarda for fynd in found)


def test_the_example_loads_without_a_finding() -> None:
    projekt = load(TreeSource(ROOT / "tests/data/exempel"))
    assert projekt.fynd == ()
    assert {name: len(found) for name, found in projekt.poster.items()} == {
        "aktivitet": 3,
        "andring": 2,
        "avvikelse": 1,
        "ekonomi": 1,
        "lagesrapport": 5,
        "mote": 5,
        "organisation": 1,
        "projektplan": 1,
        "risk": 3,
        "riskanalys": 4,
    }
