"""Write a valid, made-up project of N records: python bench/generate.py N FOLDER [--seed S] [--only REGISTER].

A record is about 27 lines and 750 bytes. The same arguments always give the same files. The first 62 records are the
year's meetings, reports and reviews, so that a project of at least that size has nothing missing.
"""

import argparse
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

PREFIX = {
    "aktivitet": "A",
    "andring": "AB",
    "avvikelse": "AV",
    "ekonomi": "E",
    "lagesrapport": "LR",
    "mote": "M",
    "risk": "R",
    "riskanalys": "RA",
}
MONTHS = 12
FORTNIGHTS = 26
YEAR = ("mote", "lagesrapport", "riskanalys") * MONTHS + ("mote",) * FORTNIGHTS
REST = (
    "risk",
    "aktivitet",
    "risk",
    "mote",
    "aktivitet",
    "risk",
    "ekonomi",
    "avvikelse",
    "risk",
    "aktivitet",
    "andring",
)
ROLES = ("projektledare", "bestallare", "faltledare", "parkansvarig", "kultursamordnare")
AREAS = ("samverkan", "uppsokande", "stadsmiljo", "sommar")
POSTS = ("foreningsbidrag", "drift", "stadsmiljo")
TITLES = (
    "Ersättare till fältarbetet saknas under semestern",
    "Scenen i parken blir försenad",
    "Öppen samlingsplats tisdag till lördag",
    "Röjning av buskage längs gångvägen",
    "Kvällar tillsammans med föreningar",
    "Samplanering med trafik och kultur",
)
SENTENCES = (
    "Schemat är inte lagt och två av tre är upptagna.",
    "Belysningen är beställd och sätts upp före midsommar.",
    "Föreningarna har fått besked och planerar kvällar.",
    "Förankring pågår inför den intensiva perioden.",
    "Fler invånare kommer till samlingsplatsen än väntat.",
    "Underlaget till upphandlingen behöver kompletteras.",
    "Avstämningen gav en gemensam bild av läget.",
    "Kostnaden ryms om beställningen görs före sommaren.",
)

Item = Mapping[str, object]


class Writer:
    """Makes the text of one record at a time; the same seed and the same calls give the same text."""

    def __init__(self, seed: int, counts: Mapping[str, int]) -> None:
        self._random = random.Random(seed)
        self._counts = counts

    def record(self, register: str, number: int) -> str:
        """The YAML text of record ``number`` (from 1) of ``register``."""
        fields: Item = getattr(self, f"_{register}")(number)
        return "".join(_lines(fields))

    def _one(self, values: tuple[str, ...]) -> str:
        return self._random.choice(values)

    def _level(self) -> int:
        return self._random.randint(1, 5)

    def _day(self, first: int = 0, last: int = 300) -> date:
        return date(2023, 1, 1) + timedelta(days=self._random.randint(first, last))

    def _measure(self, number: int) -> Item:
        day = self._day(last=200)
        return {
            "nr": number,
            "text": self._one(SENTENCES),
            "ansvarig": self._one(ROLES),
            "senast": day + timedelta(days=14),
            "klar": day,
        }

    def _refs(self, register: str, many: int) -> list[str]:
        return [ident(register, number + 1) for number in range(min(many, self._counts[register]))]

    def _risk(self, number: int) -> Item:
        return {
            "titel": f"{self._one(TITLES)} ({number})",
            "orsak": self._one(SENTENCES),
            "foljd": self._one(SENTENCES),
            "kategori": self._one(AREAS),
            "agare": self._one(ROLES),
            "paragraf": 10,
            "bedomning": [
                {"datum": date(2023, month, 20), "sannolikhet": self._level(), "konsekvens": self._level()}
                for month in (1, 5, 10)
            ],
            "atgard": [
                self._measure(1),
                {
                    "nr": 2,
                    "text": self._one(SENTENCES),
                    "ansvarig": self._one(ROLES),
                    "senast": "2024-02-01",
                    "mot": "sannolikhet",
                },
            ],
        }

    def _aktivitet(self, number: int) -> Item:
        start = self._day(last=150)
        return {
            "titel": f"{self._one(TITLES)} ({number})",
            "beskrivning": self._one(SENTENCES),
            "insatsomrade": self._one(AREAS),
            "mal": ["tryggare"],
            "agare": self._one(ROLES),
            "plats": "Exempelparken",
            "start": start,
            "slut": start + timedelta(days=90),
            "kostnad": self._random.randint(1, 90) * 100,
            "budgetpost": self._one(POSTS),
            "paborjad": start,
            "klar": start + timedelta(days=80),
            "logg": [{"datum": start + timedelta(days=9 * week), "text": self._one(SENTENCES)} for week in range(6)],
            "utvardering": self._one(SENTENCES),
        }

    def _mote(self, number: int) -> Item:
        kind, day = _meeting(number)
        return {
            "motestyp": kind,
            "dag": day,
            "titel": self._one(TITLES),
            "tid": "13:00",
            "sluttid": "15:00",
            "plats": "Stadsdelshuset",
            "genomfort": day,
            "ordforande": "bestallare" if kind == "styrgruppsmote" else "projektledare",
            "sekreterare": "kultursamordnare",
            "justerare": ["person-ett"],
            "narvarande": list(ROLES[:4]),
            "dagordning": [{"nr": nr, "paragraf": number * 2 + nr, "rubrik": self._one(SENTENCES)} for nr in (1, 2)],
            "beslut": [{"nr": 1, "paragraf": number * 2 + 1, "text": self._decided(number)}],
        }

    def _decided(self, number: int) -> str:
        """What the meeting decided: a steering meeting names the requests that it took."""
        requests = range(number, self._counts["andring"] + 1, MONTHS) if number <= MONTHS else ()
        return f"{self._one(SENTENCES)} {' '.join(ident('andring', each) for each in requests)}".strip()

    def _lagesrapport(self, number: int) -> Item:
        _, day = _meeting(number)
        return {
            "datum": day - timedelta(days=2),
            "mote": ident("mote", number),
            "start": day.replace(day=1),
            "slut": day - timedelta(days=2),
            "farg": self._one(("gron", "gul")),
            "bedomning": self._one(SENTENCES),
            "dimension": [
                {"nyckel": key, "farg": "gul", "prognos": "gron", "skal": self._one(SENTENCES)}
                for key in ("budget", "tidsplan")
            ],
            "beslutsforslag": [{"nr": nr, "text": self._one(SENTENCES), "skal": self._one(SENTENCES)} for nr in (1, 2)],
            "nasta": [self._one(SENTENCES) for _ in range(3)],
        }

    def _riskanalys(self, number: int) -> Item:
        day = date(2023, (number - 1) % MONTHS + 1, 20)
        return {
            "datum": day,
            "deltagare": list(ROLES),
            "risk": self._refs("risk", 15),
            "sammanfattning": f"{self._one(SENTENCES)} {self._one(SENTENCES)}",
        }

    def _avvikelse(self, number: int) -> Item:
        return {
            "titel": f"{self._one(TITLES)} ({number})",
            "beskrivning": self._one(SENTENCES),
            "mote": ident("mote", MONTHS + 1 + number % FORTNIGHTS),
            "orsak": self._one(SENTENCES),
            "foljd": self._one(SENTENCES),
            "paverkar": ["tidsplan"],
            "atgard": [self._measure(nr) for nr in (1, 2, 3)],
            "agare": self._one(ROLES),
            "stangd": self._day(),
        }

    def _ekonomi(self, number: int) -> Item:
        return {
            "titel": f"Utfall {number}",
            "kalla": "ekonomisystemet",
            "bokford": [
                {
                    "nr": nr,
                    "dag": self._day(),
                    "belopp": f"{self._random.randint(1, 900)}.50",
                    "budgetpost": self._one(POSTS),
                    "text": self._one(SENTENCES),
                    "verifikation": f"V{number * 10 + nr}",
                }
                for nr in (1, 2, 3, 4)
            ],
        }

    def _andring(self, number: int) -> Item:
        month = (number - 1) % MONTHS + 1
        return {
            "titel": f"{self._one(TITLES)} ({number})",
            "skal": self._one(SENTENCES),
            "vardeandring": [
                {"nr": nr, "falt": falt, "nu": "9000000", "ny": "9100000"}
                for nr, falt in ((1, "budget.tak"), (2, "budgetpost.drift.tak"))
            ],
            "paverkan": [{"nyckel": key, "text": self._one(SENTENCES)} for key in ("budget", "tidsplan", "resurser")],
            "alternativ": self._one(SENTENCES),
            "utan_beslut": self._one(SENTENCES),
            "lagesrapport": ident("lagesrapport", month),
            "beslut": f"{ident('mote', month)}/beslut/1",
            "beslutad": _meeting(month)[1],
            "utfall": "avslagen",
            "villkor": self._one(SENTENCES),
        }


def ident(register: str, number: int) -> str:
    """``R-003``."""
    return f"{PREFIX[register]}-{number:03}"


def _meeting(number: int) -> tuple[str, date]:
    """A steering meeting each month, then a project-group meeting each fortnight, then work groups."""
    if number <= MONTHS:
        return "styrgruppsmote", date(2023, number, 25)
    if number <= MONTHS + FORTNIGHTS:
        return "projektgruppsmote", date(2023, 1, 3) + timedelta(weeks=2 * (number - MONTHS - 1))
    return "arbetsgruppsmote", date(2023, 1, 4) + timedelta(days=number % 350)


def _lines(fields: Item) -> Iterator[str]:
    for key, value in fields.items():
        if not isinstance(value, list):
            yield f"{key}: {value}\n"
            continue
        yield f"{key}:\n"
        for item in value:
            rows = [f"{name}: {inner}" for name, inner in item.items()] if isinstance(item, dict) else [item]
            yield "  - " + "\n    ".join(rows) + "\n"


def _registers(records: int, only: str) -> Iterator[str]:
    if only:
        return islice(cycle([only]), records)
    return islice((name for part in (YEAR, cycle(REST)) for name in part), records)


def write_project(records: int, folder: Path, seed: int = 1, only: str = "") -> tuple[int, int]:
    """Write a project of ``records`` records into ``folder``; return its lines and bytes, plan not counted."""
    counts = Counter(_registers(records, only))
    writer = Writer(seed, counts)
    here = folder / "projekt"
    shutil.copytree(Path(__file__).parent / "exempel", here)
    lines = size = 0
    for register, many in sorted(counts.items()):
        (here / register).mkdir()
        for number in range(1, many + 1):
            text = writer.record(register, number).encode()
            (here / register / f"{ident(register, number)}.yaml").write_bytes(text)
            lines += text.count(b"\n")
            size += len(text)
    return lines, size


def main() -> None:
    """Read the arguments and write the project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(PREFIX), default="", help="all records in one register")
    given = parser.parse_args()
    lines, size = write_project(given.records, given.folder, given.seed, given.only)
    each = max(given.records, 1)
    print(f"{given.records} records, {lines / each:.1f} lines and {size / each:.0f} bytes each")


if __name__ == "__main__":
    main()
