"""What a rule says when files can't be read: unknown is not wrong."""

from datetime import date

import pytest
from tests.world import MemorySource

from drogscen_cli.core.fynd import Allvar
from drogscen_cli.core.plikt import Tillstand
from drogscen_cli.kontroll import Resultat, kontrollera
from drogscen_cli.load import load
from drogscen_cli.regel import Laget, Slag, rules
from drogscen_cli.register.organisation import Organisation

PLAN = """
namn: Provprojektet
period: {start: 2023-01-01, slut: 2023-12-31}
foljs_fran: 2023-01-01
mal:
  - {nyckel: narvaro, slag: delmal, text: Öka närvaron.}
insatsomrade:
  - {nyckel: socialt, titel: Socialt arbete}
uppdrag:
  - {nyckel: samlingsplats, text: en samlingsplats}
part:
  - {nyckel: polisen, titel: lokalpolisen, paragraf: "4"}
krav:
  - {nr: 1, paragraf: "4", text: Så står det i planen., regel: [%s], dagar: 0, frekvens: manad, part: [polisen]}
"""


def run(rule: str, **files: str) -> Resultat:
    texts = {"projekt/projektplan.yaml": PLAN % rule}
    texts |= {f"projekt/{path.replace('__', '/').replace('_', '-')}.yaml": text for path, text in files.items()}
    return kontrollera(load(MemorySource({path: text.encode() for path, text in texts.items()})), date(2023, 3, 1))


def said(resultat: Resultat, rule: str) -> list[tuple[Allvar, str]]:
    return [(fynd.allvar, fynd.text) for fynd in resultat.fynd if fynd.regel == rule]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("MAL01", "aktivitet saknas för 1 delmål: narvaro; projekt/aktivitet/A-001.yaml går inte att läsa"),
        (
            "OMR01",
            "aktivitet saknas för 1 insatsområde: Socialt arbete; projekt/aktivitet/A-001.yaml går inte att läsa",
        ),
        ("UPP01", "aktivitet saknas för 1 uppdrag: samlingsplats; projekt/aktivitet/A-001.yaml går inte att läsa"),
    ],
)
def test_an_unread_activity_may_be_the_one_that_is_missing(rule: str, text: str) -> None:
    resultat = run(rule, aktivitet__A_001="titel: [\n")
    assert said(resultat, rule) == [(Allvar.OAVGJORD, text.replace("1 ", "1\N{NO-BREAK SPACE}", 1))]


def test_an_unread_party_may_be_the_one_that_was_contacted() -> None:
    text = "kontakt saknas för 1\N{NO-BREAK SPACE}part: lokalpolisen; projekt/aktor/AK-001.yaml går inte att läsa"
    assert said(run("AKO01", aktor__AK_001="titel: [\n"), "AKO01") == [(Allvar.OAVGJORD, text)]
    assert {plikt.tillstand for plikt in run("AKO02", aktor__AK_001="titel: [\n").plikter} == {"oavgjord", "kommande"}


@pytest.mark.parametrize("rule", ["ORG01", "ORG02", "ORG03", "RES01", "RES02"])
def test_an_unread_organisation_leaves_its_rules_undecided(rule: str) -> None:
    resultat = run(rule, organisation="roll: [\n")
    assert said(resultat, rule) == [(Allvar.OAVGJORD, "projekt/organisation.yaml går inte att läsa")]


def test_a_waiver_takes_the_severity_of_one_goal_and_leaves_the_other() -> None:
    plan = PLAN.replace("insatsomrade:", "  - {nyckel: dialog, slag: delmal, text: Dialog.}\ninsatsomrade:") % "MAL01"
    undantag = (
        "slag: undantag\nregel: MAL01\nomfattning: [narvaro]\nskal: Sker i ordinarie verksamhet.\nbeslutad_av: chef\n"
    )
    files = {"projekt/projektplan.yaml": plan.encode(), "projekt/undantag/U-001.yaml": undantag.encode()}
    found = kontrollera(load(MemorySource(files)), date(2023, 3, 1)).fynd
    assert [(fynd.allvar, fynd.omfattning) for fynd in found if fynd.regel == "MAL01"] == [
        (Allvar.UNDANTAG, "narvaro"),
        (Allvar.FEL, "dialog"),
    ]


def test_an_unread_file_of_a_register_of_one_may_hold_what_is_missing() -> None:
    files = {"projekt/projektplan.yaml": (PLAN % "ORG01").encode(), "projekt/organisation.yaml": b"roll: [\n"}
    projekt = load(MemorySource(files))
    assert projekt.plan
    laget = Laget(projekt, projekt.plan, date(2023, 3, 1), projekt.plan.krav[0], rules()["ORG01"].regel)
    plikt = laget.plikt(Slag("bemanning", ("roll", "roller"), Organisation), "projektledare", date(2023, 2, 1), ())
    assert (plikt.tillstand, plikt.saknas) == (Tillstand.OAVGJORD, "projekt/organisation.yaml går inte att läsa")
