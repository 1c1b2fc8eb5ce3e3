"""A fictitious lägesrapport of two pages that uses every convention a template may use, and a browser to see it in."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from drogscen_cli.lager.mallfil import Find, first, in_folder, templates
from drogscen_cli.utskrift.html import Sida, to_html
from drogscen_cli.utskrift.mall import render_markdown

HERE = Path(__file__).parent
FIND: Find = first(in_folder(HERE), templates())
SIDA = Sida(
    titel="Lägesrapport nr 5",
    projektnamn="Trygg park Exempelparken",
    uppgifter=(("Uppgifter till och med", "2023-05-30"), ("Framtagen ur", "3f2a91c"), ("Program", "drogscen 0.1")),
)


def _rad(namn: str, forra: str | None, nu: str | None, prognos: str | None, skal: str) -> dict[str, str | None]:
    return {"namn": namn, "forra": forra, "nu": nu, "prognos": prognos, "skal": skal}


def _post(namn: str, budget: int, utfall: int, intecknat: int, prognos: int) -> dict[str, object]:
    andel = Fraction(prognos, budget)
    return {
        "namn": namn,
        "budget": budget,
        "utfall": utfall,
        "intecknat": intecknat,
        "prognos": prognos,
        "andel": andel,
    }


VALUES = {
    "namn": "Trygg park Exempelparken",
    "nr": 5,
    "start": date(2023, 5, 1),
    "slut": date(2023, 5, 31),
    "uppgifter_till": date(2023, 5, 30),
    "mote": date(2023, 5, 31),
    "dnr": None,
    "marginal": Fraction(3, 100),
    "omraden": [
        _rad("Tidsplan", "gron", "gron", "gron", "23 av 25 aktiviteter enligt plan; A-014 är två veckor sen"),
        _rad("Budget", "gron", "gron", "gul", "Prognos 1 940 av 2 000 tkr; marginalen är under 5 %"),
        _rad("Resurser", "gron", "gul", "rod", "412 av 560 planerade timmar; ersättare saknas (R-003 = 16)"),
        _rad("Resultat", None, None, None, "Mäts i september; 118 kontakter hittills, 31 förmedlade till stöd"),
    ],
    "poster": [
        _post("Fältarbete", 550_000, 231_400, 180_000, 548_000),
        _post("Kulturevenemang", 350_000, 96_250, 140_000, 312_000),
        _post("Stadsmiljö", 825_000, 410_000, 220_000, 820_000),
        _post("Föreningsbidrag", 275_000, 180_000, 80_000, 260_000),
        _post("Summa", 2_000_000, 917_650, 620_000, 1_940_000),
    ],
    "risker": [
        {
            "id": "R-003",
            "titel": "Deltagare prioriteras till andra arbetsuppgifter",
            "forra": 12,
            "nu": 16,
            "agare": "projektledare",
            "atgard": "Inventera ersättare, 9 juni",
        },
        {
            "id": "R-001",
            "titel": "Samarbetsparter avsätter inte resurser eller gör omprioriteringar i löpande verksamhet",
            "forra": 9,
            "nu": 9,
            "agare": "enhetschef B",
            "atgard": "Samplanering inför sommaren, 14 juni",
        },
        {"id": "R-007", "titel": "Buller*klagomål | kväll", "forra": None, "nu": 4, "agare": None, "atgard": None},
    ],
    "avvikelse": """Två av tre fältarbetare är ianspråktagna av ordinarie verksamhet i juli.

Åtgärder:
- estimera timmar för varje deltagare
- inventera ersättare med rätt kompetens

Ägare är projektledaren; avvikelsen noterades vid projektgruppens möte M-018, § 31.""",
    "aktiviteter": [
        {
            "id": f"A-{number:03}",
            "titel": titel,
            "start": date(2023, 3 + number % 4, 1 + number),
            "slut": date(2023, 6 + number % 4, 2 + number),
            "lage": lage,
        }
        for number, (titel, lage) in enumerate(
            [
                ("Fysisk samlingsplats i parken", "pågår"),
                ("Belysning längs gångstråket", "klar"),
                ("Uppsökande arbete kväll och helg", "pågår"),
                ("Scen och kulturevenemang", "planerad"),
                ("Trygghetsvandring med fastighetsägare och boende", "planerad"),
                ("Klippning av siktlinjer", "två veckor sen"),
                ("Platsspecifik trygghetsmätning", "planerad"),
                ("Föreningarnas sommarkvällar", "pågår"),
            ],
            start=1,
        )
    ],
    "skal": """Fältarbetet når fler än planerat och behövs på kvällar och helger under juni–augusti.

Alternativen är att flytta medel från kulturevenemang, att minska närvaron eller att begära mer pengar.""",
}


@pytest.fixture(scope="session")
def lagesrapport() -> str:
    """The sample report as Markdown with containers."""
    return render_markdown(FIND, "lagesrapport.md.j2", VALUES)


@pytest.fixture(scope="session")
def sida() -> Sida:
    """What stands around the sample report."""
    return SIDA


@pytest.fixture(scope="session")
def lagesrapport_html(lagesrapport: str) -> str:
    """The sample report as an HTML file's text."""
    return to_html(lagesrapport, SIDA, templates())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that CHROMIUM names, or the machine's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None and "CI" not in os.environ:
        pytest.skip("no Chromium on this machine; name one in CHROMIUM")
    assert program, "CI must have Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
