"""A new project: a valid plan and organisation, with comments that say what to fill in and by which command."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drogscen_cli import register
from drogscen_cli.actions import _krav
from drogscen_cli.actions._svar import Grupp, Start, key_of
from drogscen_cli.actions.schema import editor_line, schema_file
from drogscen_cli.core.changes import ChangeSet, FileChange
from drogscen_cli.core.post import Post
from drogscen_cli.lager.emit import emit_mapping
from drogscen_cli.register.organisation import Organisation
from drogscen_cli.register.projektplan import Projektplan

GITATTRIBUTES = (
    "# Fastställda handlingar har en kontrollsumma: git får inte ändra deras radslut.\nhandlingar/** -text\n"
)
_SANNOLIKHET = ("mycket liten", "liten", "möjlig", "stor", "mycket stor")
_KONSEKVENS = ("mycket liten", "liten", "kännbar", "stor", "mycket stor")

Section = tuple[str, Mapping[str, Any]]


def new_project(start: Start) -> ChangeSet:
    """The files of the project; raises ``pydantic.ValidationError`` where an answer can't be used."""
    files = [
        _file(Projektplan, _plan(start), f"Projektplanen för {start.namn}."),
        _file(Organisation, _organisation(start), "Vilka som gör vad. Personer, roller och grupper delar nycklar."),
        FileChange(".gitattributes", None, GITATTRIBUTES.encode()),
    ]
    schemas = [file for name in register.names() if (file := schema_file(register.model(name), None))]
    return ChangeSet((*files, *schemas), f"init: {start.namn}")


def _file(model: type[Post], sections: Sequence[Section], header: str) -> FileChange:
    name = model.register()
    model.load(name, {key: value for _, fields in sections for key, value in fields.items()})
    lines = [f"# {editor_line(model)}", f"# {header}", ""]
    for comment, fields in sections:
        lines += [f"# {line}" for line in comment.splitlines()]
        lines += [*emit_mapping(fields, indent=0), ""]
    return FileChange(f"projekt/{name}.yaml", None, "\n".join(lines).encode())


_GOALS = """Mål, insatsområden och uppdrag, med planens egna ord:
  drogscen projektplan mal add --nyckel trygghet --slag delmal --text "…" --paragraf 2
  drogscen projektplan insatsomrade add --nyckel stadsmiljo --titel "…"
  drogscen projektplan uppdrag add --nyckel samlingsplats --text "…"
Det som bara ändras genom beslut: dimensionerna, och fälten under styrt_falt."""
_DEMANDS = """Kraven: varje mening i planen som förpliktar någon, och reglerna som svarar för den.
Byt texterna mot planens egna ord och ange avsnittet:
  drogscen projektplan krav edit 1 --paragraf 9 --text "…"
Ta bort en regel för det som planen inte kräver. drogscen regel visar alla regler."""


def _plan(start: Start) -> list[Section]:
    return [
        (
            "Uppgifterna ändras i filen eller med drogscen projektplan edit.",
            {"namn": start.namn, "plats": start.plats, "huvudman": start.huvudman},
        ),
        ("Projektets första och sista dag.", {"period": {"start": start.start, "slut": start.slut}}),
        ("Dagen från vilken planens plikter följs här.", {"foljs_fran": start.foljs_fran}),
        *_money(start),
        (
            _GOALS,
            {
                "dimension": [{"nyckel": key_of(titel), "titel": titel} for titel in _DIMENSIONER],
                "styrt_falt": list(_controlled(start)),
                "andring_beslutas": start.grupper[0].motestyp,
            },
        ),
        (
            "Möten: hur ofta, av vem, och vad som skrivs. Veckodag, tid och plats fyller i drogscen mote planera.",
            {"motestyp": [_meeting(grupp, first=grupp is start.grupper[0]) for grupp in start.grupper]},
        ),
        (
            "Riskskalan: nivåernas namn, lägst först, och de riskvärden från vilka en risk är gul och röd.",
            {"riskskala": {"sannolikhet": list(_SANNOLIKHET), "konsekvens": list(_KONSEKVENS), "gul": 5, "rod": 15}},
        ),
        (
            "Dokumentkategorier.",
            {"dokumentkategori": [{"nyckel": key_of(titel), "titel": titel} for titel in _KATEGORIER]},
        ),
        (
            _DEMANDS,
            {"krav": list(_krav.rows(start))},
        ),
    ]


_DIMENSIONER = ("Budget", "Tidsplan", "Resurser", "Resultat")
_KATEGORIER = ("Styrdokument", "Möten", "Rapporter", "Övrigt")


def _money(start: Start) -> Iterator[Section]:
    if start.tak is None:
        comment = "Taket för hela projektet, i kronor, när det är bestämt: drogscen projektplan edit --budget-tak …"
        yield comment, {}
    else:
        yield "Högsta kostnad i kronor, och delar med eget tak.", {"budget": {"tak": start.tak}}
    if start.poster:
        poster = [{"nyckel": key_of(titel), "titel": titel, "tak": tak} for titel, tak in start.poster]
        yield "Delar av budgeten.", {"budgetpost": poster}


def _controlled(start: Start) -> Iterator[str]:
    if start.tak is not None:
        yield "budget.tak"
    yield from (f"budgetpost.{key_of(titel)}.tak" for titel, _ in start.poster)
    yield from ("period.start", "period.slut", "foljs_fran", "andring_beslutas", "motestyp.*.frekvens")


def _meeting(grupp: Grupp, *, first: bool) -> dict[str, Any]:
    return {
        "nyckel": grupp.motestyp,
        "titel": grupp.moten,
        "ental": grupp.mote,
        "frekvens": grupp.frekvens.value,
        "ansvarig": "bestallare" if first else "projektledare",
        "grupp": grupp.nyckel,
        "form": "protokoll" if first else "minnesanteckningar",
    }


_PEOPLE = """De som arbetar i projektet, aldrig de som vistas på platsen:
  drogscen organisation person add --nyckel eva-ek --namn "Eva Ek" --titel Enhetschef --timmar 20"""
_ROLES = "Roller, och vem som har dem: drogscen organisation innehav add --roll projektledare --person eva-ek"
_GROUPS = "Grupper, och vilka som ingår: drogscen organisation medlem add --grupp {} --person eva-ek"


def _organisation(start: Start) -> list[Section]:
    named = (("bestallare", start.bestallare), ("projektledare", start.projektledare))
    held = [(roll, namn) for roll, namn in named if namn]
    people = [{"nyckel": key_of(namn), "namn": namn} for namn in dict.fromkeys(namn for _, namn in held)]
    roles = [{"nyckel": "bestallare", "titel": "Beställare"}, {"nyckel": "projektledare", "titel": "Projektledare"}]
    held_by = [
        {"nr": nr, "roll": roll, "person": key_of(namn), "start": start.start}
        for nr, (roll, namn) in enumerate(held, 1)
    ]
    groups = [{"nyckel": grupp.nyckel, "titel": grupp.titel} for grupp in start.grupper]
    return [
        (_PEOPLE, {"person": people} if people else {}),
        (_ROLES, {"roll": roles, **({"innehav": held_by} if held_by else {})}),
        (_GROUPS.format(start.grupper[0].nyckel), {"grupp": groups}),
    ]
