"""Projektplan: mål, period, budget, möten och krav"""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from drogscen_cli.core.post import (
    Deklaration,
    Lista,
    Numrerad,
    Nycklad,
    Post,
    Struktur,
    Tidsspann,
    Val,
    optional,
    required,
)
from drogscen_cli.core.scalars import Belopp, Datum, Heltal, Langtext, Personnyckel, Text
from drogscen_cli.core.text import nearest
from drogscen_cli.register._styrning import (
    Aktivitetsplanering,
    Importkolumn,
    Krav,
    Motestyp,
    Motestypnyckel,
    Overlamning,
    Rapportering,
    Riskskala,
    Standardpunkt,
    Styrdokument,
    Uppehall,
)

_DEL = re.compile(r"\{(\S+)\}")


class Malslag(Val):
    """What kind of goal it is."""

    PROJEKTMAL = "projektmal", "projektmål"
    EFFEKTMAL = "effektmal", "effektmål"
    DELMAL = "delmal", "delmål"


class Del(Val):
    """A structured part of the plan, or of the records it started, that ``{namn}`` in a section's text stands for."""

    DELMAL = "delmal", "delmål"
    INSATSOMRADE = "insatsomrade", "insatsområden"
    UPPDRAG = "uppdrag"
    ORGANISATION = "organisation"
    KRAV = "krav", "avsnittets krav"
    RISK = "risk", "avsnittets risker"
    RAPPORTERING = "rapportering", "möten och rapportering"
    DOKUMENTKATEGORI = "dokumentkategori", "dokumentkategorier"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip())


def _with_known_parts(text: str) -> str:
    """The text itself; where it shows a part that does not exist, an error of the same shape as the scalars' own."""
    for part in _paragraphs(text):
        mark = _DEL.fullmatch(part)
        if mark and mark[1] not in {known.value for known in Del}:
            near = nearest(mark[1], Del)
            remedy = f"Menades {{{near}}}? " if near else ""
            context = {
                "text": f"ska visa en del av planen, men {part} finns inte",
                "atgarda": f"{remedy}Delar som kan visas: {', '.join(Del)}.",
            }
            raise PydanticCustomError("text", "{text}", context)
    return text


class Avsnitt(Struktur):
    """A section in the plan's own words; a paragraph that is only ``{uppdrag}`` is printed as that part of the plan."""

    nyckelfalt: ClassVar[str] = "paragraf"
    paragraf: Text = required("Paragraf", "Avsnittets nummer, till exempel 4.2")
    rubrik: Text = required("Rubrik", "Som den står i planen")
    text: Annotated[Langtext, AfterValidator(_with_known_parts)] | None = optional(
        "Text", "Planens ord, ordagrant; {uppdrag} på en egen rad skrivs ut som den delen"
    )
    anmarkning: Langtext | None = optional("Anmärkning", "Till exempel osäker läsning")

    def delar(self) -> tuple[str | Del, ...]:
        """The text's paragraphs, and among them the parts of the plan that it shows."""
        paragraphs = _paragraphs(self.text or "")
        return tuple(Del(mark[1]) if (mark := _DEL.fullmatch(part)) else part for part in paragraphs)


class Kalla(Numrerad):
    """A source that the plan cites."""

    text: Langtext = required("Källa", "Som den anges i planen")
    anmarkning: Langtext | None = optional("Anmärkning", "Det som behöver sägas om uppgiften")


class Begrepp(Nycklad):
    """A term as the plan defines it."""

    titel: Text = required("Begrepp", "Ordet som förklaras")
    text: Langtext = required("Förklaring", "Planens ord, ordagrant")
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")
    anmarkning: Langtext | None = optional("Anmärkning", "Till exempel hur andra förklarar begreppet")


class Period(Tidsspann):
    """The days of the project, or of a part of it."""

    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")


class Budget(Struktur):
    """The money (plan § 6)."""

    tak: Belopp = required("Tak", "Högsta kostnad i kronor")
    varna_fran: Annotated[Heltal, Field(ge=1, le=100)] | None = optional(
        "Gul från", "Procent av taket där prognosen blir gul"
    )
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")


class Budgetpost(Nycklad):
    """A part of the budget, with a cap of its own where ``tak`` is given."""

    titel: Text = required("Titel")
    tak: Belopp | None = optional("Tak", "Högsta kostnad i kronor")
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")


class Mal(Nycklad):
    """A goal (plan § 2)."""

    slag: Malslag = required("Slag", "projektmal, effektmal eller delmal")
    text: Langtext = required("Mål", "Planens ord, ordagrant")
    dag: Datum | None = optional("Dag", "Dagen då målet ska vara nått")
    basvarde: Text | None = optional("Basvärde", "Läget när projektet började")
    malvarde: Text | None = optional("Målvärde", "Läget som ska nås")
    agare: Personnyckel | None = optional("Ägare", "Den som svarar för målet, även efter projektet")
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")
    anmarkning: Langtext | None = optional("Anmärkning", "Det som behöver sägas om målet")


class Insatsomrade(Nycklad):
    """An area of measures (plan § 4)."""

    titel: Text = required("Titel", "Planens ord, ordagrant")


class Uppdrag(Nycklad):
    """Something that the plan tells the groups to plan for (plan § 4)."""

    text: Langtext = required("Uppdrag", "Planens ord, ordagrant")


class Dimension(Nycklad):
    """Something that only the deciding body may change (plan § 8)."""

    titel: Text = required("Titel", "Till exempel Budget")


class Dokumentkategori(Nycklad):
    """A category of documents (plan § 12.1)."""

    titel: Text = required("Titel", "Planens ord, ordagrant")


class Part(Nycklad):
    """Somebody outside who is to take part, as the plan names them (plan §§ 4 and 4.2)."""

    titel: Text = required("Titel", "Planens ord")
    roll: Text | None = optional("Roll", "Vad planen säger att parten ska delta i")
    paragraf: Text | None = optional("Paragraf", "Avsnittet i planen")


class Projektplan(Post):
    """The plan: its own words with their §, and beside them the values that rules and reports count with."""

    deklaration = Deklaration(titel="Projektplan", plural="projektplanen")

    namn: Text = required("Namn", "Projektets namn")
    plats: Text | None = optional("Plats", "Området som projektet avser")
    huvudman: Text | None = optional("Huvudman", "Kommunen eller förvaltningen")
    dnr: Text | None = optional("Diarienummer", "Planens diarienummer")
    version: Text | None = optional("Version", "Planens version")
    period: Period = required("Period", "Projektets första och sista dag")
    intensivperiod: Period | None = optional("Intensiv period", "Då insatserna är som störst")
    foljs_fran: Datum | None = optional("Följs från", "Dagen från vilken pliktuppfyllelsen följs i drogscen")
    aktivitetsplan: Aktivitetsplanering | None = optional(
        "Aktivitetsplan", "När den detaljerade planen ska vara färdig"
    )
    avgransning: Langtext | None = optional("Avgränsning", "Planens ord, ordagrant")
    malgrupp: Langtext | None = optional("Målgrupp", "Planens ord, ordagrant")
    begrepp: Lista[Begrepp] = optional("Begrepp", "Ord som planen förklarar", default=())
    budget: Budget | None = optional("Budget", "Taket för hela projektet")
    budgetpost: Lista[Budgetpost] = optional("Budgetpost", "Delar av budgeten", default=())
    mal: Lista[Mal] = optional("Mål", "Projektets mål", default=())
    insatsomrade: Lista[Insatsomrade] = optional("Insatsområde", "Områdena för åtgärder", default=())
    uppdrag: Lista[Uppdrag] = optional("Uppdrag", "Det som grupperna ska planera för", default=())
    dimension: Lista[Dimension] = optional("Dimension", "Det som bara ändras genom beslut", default=())
    styrt_falt: Lista[Text] = optional(
        "Styrda fält",
        "Fält som bara ändras genom beslut, till exempel budget.tak eller organisation:person.*.timmar",
        default=(),
    )
    andring_beslutas: Motestypnyckel | None = optional("Ändringar beslutas av", "Mötestypen som beslutar om ändringar")
    motestyp: Lista[Motestyp] = optional("Mötestyp", "Projektets möten", default=())
    standardpunkt: Lista[Standardpunkt] = optional("Standardpunkt", "Punkter på varje mötes dagordning", default=())
    rapportering: Lista[Rapportering] = optional("Rapportering", "Dokument som ska finnas till möten", default=())
    riskskala: Riskskala | None = optional("Riskskala", "Nivåer och gränser för riskvärden")
    dokumentkategori: Lista[Dokumentkategori] = optional(
        "Dokumentkategori", "Indelning av projektets dokument", default=()
    )
    styrdokument: Lista[Styrdokument] = optional("Styrdokument", "Dokument som planen vill ha diarieförda", default=())
    gemensam_mapp: Text | None = optional("Gemensam mapp", "Projektets mapp på samverkansytan")
    part: Lista[Part] = optional("Parter", "De som planen vill ska delta", default=())
    overlamning: Overlamning | None = optional("Överlämning", "Den som tar emot resultatet")
    uppehall: Lista[Uppehall] = optional("Uppehåll", "Tider då inget förfaller", default=())
    krav: Lista[Krav] = optional("Krav", "Planens krav och reglerna som svarar för dem", default=())
    importkolumn: Lista[Importkolumn] = optional(
        "Importkolumn", "Vad kolumnerna i kommunens egna filer betyder", default=()
    )
    kalla: Lista[Kalla] = optional("Källa", "Källor som planen anger", default=())
    avsnitt: Lista[Avsnitt] = optional("Avsnitt", "Planens text, avsnitt för avsnitt", default=())
