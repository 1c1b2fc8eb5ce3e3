"""A small project in memory whose meetings have everything due at them; its names are made up."""

from datetime import date

from tests.world import MemorySource

from drogscen_cli.load import load
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.mote import Mote

PLAN = """\
namn: Provparken
period: {start: 2023-01-01, slut: 2023-12-31}
andring_beslutas: styr
riskskala: {gul: 5, rod: 15}
motestyp:
  - nyckel: styr
    titel: Styrgruppsmöten
    ental: Styrgruppsmöte
    frekvens: manad
    ansvarig: bestallare
    grupp: styrgrupp
    form: protokoll
  - nyckel: grupp
    titel: Gruppmöten
    ental: Gruppmöte
    frekvens: varannan-vecka
    ansvarig: ledare
    grupp: arbetsgrupp
    form: minnesanteckningar
  - {nyckel: tillfallig, titel: Extra möten, ental: Extra möte, frekvens: vid-behov}
standardpunkt:
  - {nr: 1, motestyp: styr, rubrik: Mötet öppnas}
  - {nr: 2, motestyp: styr, rubrik: Risker}
  - {nr: 3, motestyp: styr, rubrik: Övriga frågor}
  - {nr: 4, motestyp: grupp, rubrik: Laget runt}
rapportering:
  - {nyckel: lagesrapport, titel: Lägesrapport till styrgruppen, motestyp: styr, ansvarig: ledare}
  - {nyckel: andringsbegaran, titel: Ändringsbegäran, motestyp: styr}
  - {nyckel: ekonomi, titel: Ekonomisk uppföljning, motestyp: styr, ansvarig: ledare}
  - {nyckel: statusrapport, titel: Statusrapport till ledaren, motestyp: grupp, ansvarstext: Grupperna}
  - {nyckel: aktivitetsplan, titel: Uppdatering av aktivitetsplanen, motestyp: grupp}
krav:
  - {nr: 1, paragraf: "9", text: Lägesrapport före mötet, regel: [LAGE01], motestyp: styr, ansvarig: ledare}
  - {nr: 2, paragraf: "12", text: Aktivitetsplanen gås igenom, regel: [MOT04], motestyp: grupp}
"""

ORGANISATION = """\
person:
  - {nyckel: per-ek, namn: Per Ek, titel: Avdelningschef}
  - {nyckel: ulla-alm, namn: Ulla Alm, titel: Enhetschef}
  - {nyckel: bo-asp, namn: Bo Asp}
roll:
  - {nyckel: bestallare, titel: Beställaren}
  - {nyckel: ledare, titel: Ledaren}
  - {nyckel: sekreterare, titel: Sekreteraren}
innehav:
  - {nr: 1, roll: bestallare, person: per-ek}
  - {nr: 2, roll: ledare, person: ulla-alm, slut: 2023-06-30}
  - {nr: 3, roll: ledare, person: bo-asp, start: 2023-07-01}
grupp:
  - {nyckel: styrgrupp, titel: Styrgruppen}
  - {nyckel: arbetsgrupp, titel: Arbetsgruppen}
medlem:
  - {nr: 1, grupp: styrgrupp, person: per-ek}
  - {nr: 2, grupp: styrgrupp, person: ulla-alm}
  - {nr: 3, grupp: styrgrupp, person: bo-asp, start: 2023-07-01}
"""

FILES = {
    "projektplan": PLAN,
    "organisation": ORGANISATION,
    "mote/M-001": """\
motestyp: styr
dag: 2023-03-15
tid: "13:00"
sluttid: "14:30"
plats: Stora rummet
inbjuden: [styrgrupp, ledare]
narvarande: [bestallare]
ordforande: bestallare
sekreterare: ulla-alm
justerare: [per-ek]
genomfort: 2023-03-15
upprattat: 2023-03-20
justerat: 2023-03-24
dagordning:
  - {nr: 1, rubrik: Mötet öppnas, paragraf: 11, text: Ordföranden öppnade mötet.}
  - {nr: 2, rubrik: Belysningen i norr, paragraf: 12, bordlagd: ja}
  - {nr: 3, rubrik: "Ändringsbegäran AB-001: Mer tid", paragraf: 13, andring: AB-001}
beslut:
  - {nr: 1, text: Ändringsbegäran AB-001 avslås., paragraf: 13, andring: AB-001}
  - {nr: 2, text: Rapporten läggs till handlingarna., paragraf: 14}
atgard:
  - {nr: 1, text: Ta in offerter, ansvarig: ledare, senast: 2023-04-10}
  - {nr: 2, text: Skriva till föreningarna}
""",
    "mote/M-002": """\
motestyp: styr
dag: 2023-04-20
tid: "13:00"
flyttning:
  - {datum: 2023-04-03, tidigare: 2023-04-19, tidigare_tid: "13:00", skal: Lokalen är upptagen}
inbjuden: [styrgrupp, ledare]
dagordning:
  - {nr: 1, rubrik: Besök av räddningstjänsten}
""",
    "mote/M-003": """\
motestyp: grupp
dag: 2023-04-12
narvarande: [ulla-alm, bo-asp]
genomfort: 2023-04-12
dagordning:
  - {nr: 1, rubrik: Laget runt, text: "Arbetet följer planen.\\n\\nScenen är beställd."}
  - {nr: 2, rubrik: Sommaren}
beslut:
  - {nr: 1, text: Städdagen hålls i maj.}
avvikelse: [AV-002]
""",
    "mote/M-004": "motestyp: grupp\ndag: 2023-04-26\ninbjuden: [arbetsgrupp]\n",
    "statusrapport/SR-001": """\
datum: 2023-04-12
mote: M-003
delrapport:
  - nr: 1
    avsandare: arbetsgrupp
    gjort: Två pass i veckan
    nasta: Fler pass
    avvikelse: Ett pass ställdes in
    timmar: "12,5"
""",
    "andring/AB-001": """\
datum: 2023-03-01
titel: Mer tid
beslut: M-001/beslut/1
beslutad: 2023-03-15
utfall: avslagen
""",
    "andring/AB-002": """\
datum: 2023-04-05
titel: Fler pass
vardeandring:
  - {nr: 1, falt: budget.tak, nu: "100", ny: "120"}
""",
    "risk/R-001": "titel: Brist på folk\nbedomning:\n  - {datum: 2023-03-02, sannolikhet: 4, konsekvens: 4}\n",
    "risk/R-002": "titel: Regn\nbedomning:\n  - {datum: 2023-03-02, sannolikhet: 2, konsekvens: 3}\n",
    "risk/R-003": "titel: Låg\nbedomning:\n  - {datum: 2023-03-02, sannolikhet: 1, konsekvens: 2}\n",
    "avvikelse/AV-001": "datum: 2023-03-10\ntitel: Före förra mötet\n",
    "avvikelse/AV-002": "datum: 2023-04-12\ntitel: Passet ställdes in\nandring: AB-002\n",
    "aktivitet/A-001": "titel: Skyltar\nslut: 2023-03-31\n",
    "aktivitet/A-002": "titel: Städning\nslut: 2023-03-31\nklar: 2023-03-30\n",
}
"""Every record of the project, by its path below ``projekt/`` without the ending."""


def source(files: dict[str, str]) -> MemorySource:
    """The records as files that never touched a disk."""
    return MemorySource({f"projekt/{name}.yaml": text.encode() for name, text in files.items()})


def projekt(dag: str, **changed: str) -> Projekt:
    """The project as it stood on a day; ``changed`` are records by path with ``__`` for ``/`` and ``_`` for ``-``."""
    files = FILES | {name.replace("__", "/").replace("_", "-"): text for name, text in changed.items()}
    found = load(source(files))
    assert not found.fynd, found.fynd
    return found.per(date.fromisoformat(dag))


def mote(found: Projekt, ident: str) -> Mote:
    """One of its meetings."""
    there = found.hitta(ident)
    assert isinstance(there, Mote)
    return there
