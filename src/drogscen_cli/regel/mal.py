"""Rules on the plan's goals: each is worked for, measured, and answered for."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd, Stalle
from drogscen_cli.core.swedish import day_long
from drogscen_cli.regel import Laget, regel
from drogscen_cli.regel._frist import Lucka, gaps, overdue, planned_by
from drogscen_cli.regel._insatser import first_begun, live
from drogscen_cli.register.aktivitet import Aktivitet
from drogscen_cli.register.indikator import Indikator
from drogscen_cli.register.projektplan import Mal, Malslag

_ENHET = ("delmål", "delmål")


@regel("MAL01", Allvar.FEL)
def delmal_har_aktivitet(laget: Laget) -> Iterator[Fynd]:
    """Varje delmål har en aktivitet

    Planen säger att målet ska nås genom delmålen. Varje delmål ska därför ha minst en aktivitet som inte är avbruten.
    Anger kravet mål gäller det bara dem.

    Innan aktiviteterna ska vara planerade är frågan öppen: till den dag som kravet ger, annars till dagen för den
    detaljerade aktivitetsplanen, annars till den intensiva perioden, annars tills den första aktiviteten har börjat.

    Åtgärda: Lägg till en aktivitet, eller ange målet på en som finns: drogscen aktivitet add --mal …,
    drogscen aktivitet edit A-… --mal ….
    """
    served = {nyckel for aktivitet in live(laget) for nyckel in aktivitet.mal}
    luckor = [
        Lucka(_place(laget, mal), mal.nyckel, f"delmålet {mal.nyckel} har ingen aktivitet")
        for mal in _subgoals(laget)
        if mal.nyckel not in served
    ]
    yield from gaps(laget, luckor, planned_by(laget, first_begun(laget)), Aktivitet, "aktivitet", _ENHET)


@regel("MAL02", Allvar.FEL)
def delmal_har_indikator(laget: Laget) -> Iterator[Fynd]:
    """Varje delmål har en indikator

    Utan något som mäts går det inte att säga om ett delmål nås. Varje delmål ska därför ha minst en indikator. Anger
    kravet mål gäller det bara dem. Frågan är öppen lika länge som för aktiviteterna (MAL01).

    Åtgärda: Lägg till en indikator, eller ange målet på en som finns: drogscen indikator add --mal …,
    drogscen indikator edit I-… --mal ….
    """
    measured = {nyckel for indikator in laget.projekt.alla(Indikator) for nyckel in indikator.mal}
    luckor = [
        Lucka(_place(laget, mal), mal.nyckel, f"delmålet {mal.nyckel} har ingen indikator")
        for mal in _subgoals(laget)
        if mal.nyckel not in measured
    ]
    yield from gaps(laget, luckor, planned_by(laget, first_begun(laget)), Indikator, "indikator", _ENHET)


@regel("MAL03", Allvar.FEL)
def effektmal_foljs_upp(laget: Laget) -> Iterator[Fynd]:
    """Effektmålet har en mätning vid sin dag och någon som svarar för det efter projektet

    Ett effektmål visar sig ofta först när projektet är slut. Därför ska en mätning vara planerad på effektmålets dag
    eller senare, och någon ska svara för målet då: målets ägare, eller den som planen anger för uppföljning.

    Det som saknas är oavgjort så länge dagen inte har passerat. Har dagen passerat och ingen mätning är planerad eller
    gjord är det ett fel.

    Åtgärda: Planera mätningen: drogscen indikator planerad add I-… --dag ÅÅÅÅ-MM-DD. Indikatorn ska ange målet:
    drogscen indikator edit I-… --mal ….
    """
    for mal in _goals(laget, Malslag.EFFEKTMAL):
        if mal.dag is None:
            atgarda = f"Ange dagen: drogscen projektplan mal edit {mal.nyckel} --dag ÅÅÅÅ-MM-DD."
            text = f"effektmålet {mal.nyckel} har ingen dag då det ska vara nått"
            yield laget.oavgjord(_place(laget, mal), text, atgarda, omfattning=mal.nyckel)
        elif not any(_measures(indikator, mal) for indikator in laget.projekt.alla(Indikator)):
            yield from _unmeasured(laget, mal)
        if not _answered_for(laget, mal):
            yield _ownerless(laget, mal)


def _unmeasured(laget: Laget, mal: Mal) -> Iterator[Fynd]:
    dag = mal.dag or laget.dag
    text = f"effektmålet {mal.nyckel} har ingen planerad mätning {day_long(dag)} eller senare"
    where = _place(laget, mal)
    if laget.dag <= dag:
        yield laget.oavgjord(where, text, laget.regel.atgarda, omfattning=mal.nyckel)
    else:
        yield from overdue(laget, Lucka(where, mal.nyckel, text), dag, Indikator)


def _ownerless(laget: Laget, mal: Mal) -> Fynd:
    text = f"ingen svarar för effektmålet {mal.nyckel} efter projektet"
    atgarda = (
        f"Ange en ägare: drogscen projektplan mal edit {mal.nyckel} --agare …, eller den som följer upp: "
        "drogscen projektplan edit --overlamning-uppfoljning …."
    )
    return laget.oavgjord(_place(laget, mal), text, atgarda, omfattning=mal.nyckel)


def _measures(indikator: Indikator, mal: Mal) -> bool:
    """Whether the indicator is, or is to be, measured on the goal's day or later."""
    measured = (*(each.dag for each in indikator.planerad), *(each.datum for each in indikator.matning))
    return mal.nyckel in indikator.mal and mal.dag is not None and any(mal.dag <= day for day in measured)


def _answered_for(laget: Laget, mal: Mal) -> bool:
    """Whether the goal, or the plan's handover, names somebody that the organisation has; unknown while unread."""
    handover = laget.plan.overlamning
    named = {mal.agare, handover.uppfoljning if handover else None} - {None}
    known = laget.projekt.organisation
    if known is None:
        return bool(named)
    return any(each.nyckel in named for each in (*known.person, *known.roll, *known.grupp))


def _goals(laget: Laget, slag: Malslag) -> Iterator[Mal]:
    """The plan's goals of a kind; only those that the demand names, where it names any."""
    wanted = laget.krav.mal
    return (mal for mal in laget.plan.mal if mal.slag is slag and (not wanted or mal.nyckel in wanted))


def _subgoals(laget: Laget) -> Iterator[Mal]:
    return _goals(laget, Malslag.DELMAL)


def _place(laget: Laget, mal: Mal) -> Stalle:
    return laget.projekt.stalle(laget.plan, "mal", mal)
