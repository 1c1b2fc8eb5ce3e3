"""The review from options: one risk, the rest as before, the analysis."""

from collections.abc import Mapping, Sequence
from typing import Any

from drogscen_cli.actions.granska import NyAtgard, Svar, bedomd, deltagare_nu
from drogscen_cli.actions.poster import Drafted
from drogscen_cli.cli.granska import bild
from drogscen_cli.cli.granska.granskare import Granskare
from drogscen_cli.cli.granska.nya import Slutord, write_analysis
from drogscen_cli.cli.granska.tolk import decision, level
from drogscen_cli.cli.verb.find import as_of_day, find_record
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.swedish import count, day_long, listing
from drogscen_cli.lager.skriv import Door
from drogscen_cli.register.risk import Risk, Riskstatus
from drogscen_cli.riskbild import bedomd_per

Values = Mapping[str, Any]
_PARTS = 3


def from_options(granskare: Granskare, values: Values) -> int:
    """What the options ask for, in this order: a risk or all the rest, then the analysis; the exit code."""
    if values["risk"]:
        _one(granskare, values)
    elif values["behall"]:
        _keep(granskare, values["kommentar"])
    if values["avsluta"]:
        named = tuple(granskare.vem(each) for each in values["deltagare"] or ())
        finish(granskare, Slutord(values["sammanfattning"] or "", named), again=values["ja"])
    return granskare.kod


def finish(granskare: Granskare, slutord: Slutord, *, again: bool) -> None:
    """Writes the analysis, unless there is one already or a risk is left."""
    refuse_done(granskare, again=again)
    if kvar := granskare.lage.kvar:
        names = listing([risk.id for risk in kvar])
        raise CallError(
            f"Riskanalysen är inte skriven: {names} är inte {'bedömd' if len(kvar) == 1 else 'bedömda'}.",
            f"Bedöm: drogscen risk granska --risk {kvar[0].id} --sannolikhet … --konsekvens …, eller behåll det som "
            "står: drogscen risk granska --behall --kommentar …",
        )
    named = slutord.deltagare or deltagare_nu(granskare.per, granskare.lage)
    write_analysis(granskare, Slutord(slutord.sammanfattning, named))


def refuse_done(granskare: Granskare, *, again: bool) -> None:
    """``CallError`` where the period's analysis is there and no supplementary one was asked for."""
    gjord = granskare.lage.gjord
    if gjord and not again:
        raise CallError(
            f"Riskanalysen för {granskare.period.namn} är redan gjord: {gjord.id}, {day_long(gjord.datum)}.",
            "Ange --ja om en kompletterande ska skrivas.",
        )


def open_risk(granskare: Granskare, wanted: str) -> str:
    """The id of an open risk, from its id or words of its title."""
    risk = find_record(granskare.session, Risk, wanted)
    then = granskare.per.hitta(risk.id) or as_of_day(granskare.session, risk)
    if isinstance(then, Risk) and then.status is Riskstatus.STANGD and then.stangd and then.stangd < granskare.dag:
        raise CallError(f"{risk.id} är stängd sedan {day_long(then.stangd)}.", "Öppna den: drogscen risk edit")
    return risk.id


def _one(granskare: Granskare, values: Values) -> None:
    ident = open_risk(granskare, values["risk"])
    svar = _answers(granskare, values)
    if not (svar.sannolikhet or svar.konsekvens or svar.kommentar):
        said = "Att behålla bedömningen" if not svar.stang else "Att stänga risken"
        raise CallError(f"{said} kräver en kommentar om varför.", "Ange --kommentar, eller de nya värdena.")
    whole, raw = granskare.risk(ident)
    old = bedomd_per(whole, granskare.dag)
    granskare.assess(whole, raw, svar)
    if isinstance(risk := granskare.per.hitta(ident), Risk):
        granskare.note(bild.outcome(granskare, risk, old))
    granskare.session.terminal.result(ident)


def _answers(granskare: Granskare, values: Values) -> Svar:
    if values["stang"] and not values["kommentar"]:
        raise CallError("Att stänga risken kräver ett skäl.", "Ange skälet: --kommentar TEXT.")
    levels = {axel: values[axel] or "" for axel in ("sannolikhet", "konsekvens")}
    scale = granskare.skala
    levels = {axel: said and level(axel, scale.ord(axel), scale.hogst(axel), said) for axel, said in levels.items()}
    return Svar(
        sannolikhet=levels["sannolikhet"],
        konsekvens=levels["konsekvens"],
        kommentar=values["kommentar"] or None,
        klar=dict(_numbered(granskare, each, "--atgard-klar") for each in values["atgard_klar"] or ()),
        senast=dict(_numbered(granskare, each, "--atgard-senast") for each in values["atgard_senast"] or ()),
        atgard=tuple(_measure(granskare, each) for each in values["atgard"] or ()),
        accepterad=decision(granskare.per, values["acceptera"]) if values["acceptera"] else "",
        stang=True if values["stang"] else None,
    )


def _numbered(granskare: Granskare, said: str, option: str) -> tuple[int, str]:
    """``2; 2023-06-09`` as a measure's number and a day; a measure that is done is done today unless said."""
    nr, _, when = (part.strip() for part in said.partition(";"))
    if not nr.isdecimal() or not (when or option == "--atgard-klar"):
        raise CallError(
            f"{option} {said} går inte att tolka.", f'Skriv åtgärdens nummer och dagen: {option} "2; +14d".'
        )
    found = granskare.session.parse_day(when, option) if when else granskare.dag
    if option == "--atgard-klar" and found > granskare.dag:
        raise CallError(f"{option} {said}: en åtgärd kan inte bli klar en dag som inte har varit.", "Rätta dagen.")
    return int(nr), found.isoformat()


def _measure(granskare: Granskare, said: str) -> NyAtgard:
    """``text; ansvarig; sista dag``."""
    parts = [part.strip() for part in said.split(";")]
    if not parts[0] or len(parts) > _PARTS:
        raise CallError(f"--atgard {said} går inte att tolka.", 'Skriv --atgard "text; ansvarig; sista dag".')
    words, responsible, last = (*parts, "", "")[:_PARTS]
    return NyAtgard(
        words,
        granskare.vem(responsible) if responsible else "",
        granskare.session.parse_day(last, "--atgard").isoformat() if last else "",
    )


def _keep(granskare: Granskare, comment: str | None) -> None:
    """The risks that are left, assessed as before, with a reason: without one nobody has looked at them."""
    if not comment:
        raise CallError("Att behålla bedömningarna kräver en kommentar om varför.", "Ange --kommentar TEXT.")
    granskare.reload()
    left = [granskare.risk(risk.id) for risk in granskare.lage.kvar]
    if unknown := [risk.id for risk, _ in left if bedomd_per(risk, granskare.dag) is None]:
        raise CallError(
            f"{listing(unknown)} har ingen bedömning att behålla.",
            f"Bedöm först: drogscen risk granska --risk {unknown[0]} --sannolikhet … --konsekvens …",
        )
    if not left:
        granskare.note("Alla öppna risker är redan bedömda.")
        return
    svar = Svar(kommentar=comment)

    def draft(_: Door) -> tuple[Sequence[Drafted], str]:
        return [bedomd(risk, raw, svar, granskare.dag)[0] for risk, raw in left], message

    message = f"risk {', '.join(risk.id for risk, _ in left)}: bedömda som förut"
    granskare.write(draft)
    granskare.note(f"{count(len(left), 'risk bedömd', 'risker bedömda')} som förut.")
