"""Rules on the plan's controlled values: they stand as decided, and what was decided is what was asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from drogscen_cli.core.fynd import Allvar, Fynd, Stalle
from drogscen_cli.projekt import Projekt
from drogscen_cli.regel import Laget, regel
from drogscen_cli.register.andring import Andring, Andringsstatus, Utfall, Vardeandring
from drogscen_cli.register.mote import Mote
from drogscen_cli.styrda.antagen import Fattat, Gallande, binds_adoption, binds_request, decision, gallande
from drogscen_cli.styrda.falt import Falt, covers
from drogscen_cli.styrda.varden import canonical, expand, place, post_at, shown, value

_DECISIONS = ("projekt/mote", "projekt/andring")


@regel("STY01", Allvar.FEL, organ=True)
def star_som_beslutat(laget: Laget) -> Iterator[Fynd]:
    """De styrda värdena står som de är antagna och ändrade genom beslut

    Planen antas i ett beslut, och då skrivs värdet på varje styrt fält in i beslutet. Därefter ändras värdena bara
    genom godkända ändringsbegäranden. Det som står i filerna ska därför vara den antagna planen och alla godkända
    ändringar, även de som har beslutats efter dagen som kontrollen gäller. Ett styrt fält som har tillkommit sedan
    planen antogs behöver också ett beslut.

    Åtgärda: Återställ värdet, eller begär ändringen och låt den beslutas: drogscen andring add.
    """
    projekt = laget.projekt.ursprung or laget.projekt
    if undecided := _undecided(laget, projekt):
        yield undecided
        return
    now = gallande(projekt.poster, date.max)
    if now is None or gallande(projekt.poster, laget.dag) is None:
        yield (_lost(laget, projekt) if now is None else None) or _not_adopted(laget)
        return
    for path in dict.fromkeys((*now.varden, *expand(projekt.poster, laget.plan.styrt_falt))):
        falt = Falt.read(path)
        stands, decided = value(projekt.poster, falt), now.varden.get(path)
        if stands != decided and not _is_unread(projekt, falt):
            fynd = laget.fynd(_place(projekt, falt, now), _moved(falt, stands, decided), omfattning=path)
            yield replace(fynd, atgarda=_remedy(projekt, falt, stands) or fynd.atgarda)


@regel("STY02", Allvar.FEL, organ=True)
def oforandrat_sedan_beslutet(laget: Laget) -> Iterator[Fynd]:
    """Det som beslutades är oförändrat sedan beslutet

    När planen antas eller en ändringsbegäran beslutas skrivs en kontrollsumma in vid beslutet. Den räknas på
    beslutets text och paragraf och på de antagna värdena, eller på begäran med utfall och villkor. Stämmer summan
    inte längre har något av detta ändrats efter beslutet. Ett beslut som saknar summa går inte att pröva.

    Den som ändrar både texten och summan upptäcks inte här, utan av historiken i git.

    Åtgärda: Återställ beslutet och begäran som de var när beslutet fattades. Behövs en ändring ska den beslutas på
    nytt: drogscen andring add.
    """
    for mote in laget.projekt.alla(Mote):
        for fattat in _decisions(laget, mote):
            if any(rad.beslut == fattat.beslut.nr for rad in mote.baslinje):
                yield from _adoption(laget, fattat)
            elif andring := _request(laget, fattat):
                yield from _bound(laget, fattat, andring)


@regel("STY03", Allvar.FEL, organ=True)
def utgar_fran_det_som_galler(laget: Laget) -> Iterator[Fynd]:
    """En ändringsbegäran ändrar styrda fält från det värde som gäller

    En begäran säger vilket värde som gäller och vilket som begärs. Det första ska vara det som var antaget och
    godkänt när begäran beslutades, och för en begäran som inte är beslutad det som gäller nu. Annars beslutar
    organet om en annan ändring än den som görs. Regeln prövar inget innan planen är antagen.

    Åtgärda: Rätta värdet: drogscen andring vardeandring edit AB-… NR --nu … Är begäran redan beslutad behövs ett nytt
    beslut: drogscen andring add.
    """
    now = gallande(laget.projekt.poster, laget.dag)
    if now is None:
        return
    for step in now.steg:
        yield from _start(laget, step.andring, step.rad, step.fore, "då gällde")
    for andring in laget.projekt.alla(Andring):
        if andring.status is Andringsstatus.OBESLUTAD:
            for rad in andring.vardeandring:
                stands = now.varden.get(str(Falt.read(rad.falt)))
                yield from _start(laget, andring, rad, stands, "nu gäller")


def _undecided(laget: Laget, projekt: Projekt) -> Fynd | None:
    """Decisions in files that can't be read: what is adopted and approved is unknown."""
    unread = sorted(path for path in projekt.olasta if path.startswith(_DECISIONS))
    if not unread:
        return None
    where = laget.projekt.stalle(laget.plan, "styrt_falt")
    return laget.oavgjord(where, f"{unread[0]} går inte att läsa", "Rätta felen i filen: drogscen kontroll.")


def _not_adopted(laget: Laget) -> Fynd:
    where = laget.projekt.stalle(laget.plan, "styrt_falt")
    return laget.oavgjord(where, "planen är inte antagen", "Låt planen antas: drogscen projektplan anta.")


def _lost(laget: Laget, projekt: Projekt) -> Fynd | None:
    """A plan that was adopted once, where the adoption or the decision does not hold any more; None where none was."""
    organ = laget.plan.andring_beslutas
    for mote in projekt.alla(Mote):
        for beslut in mote.beslut:
            rows = any(rad.beslut == beslut.nr for rad in mote.baslinje)
            mine = any(andring.beslut == f"{mote.id}/beslut/{beslut.nr}" for andring in projekt.alla(Andring))
            if beslut.sha256 and (rows or not (beslut.andring or mine)):
                ref = f"{mote.id}/beslut/{beslut.nr}"
                why = _why_lost(mote, organ, rows=rows)
                where = laget.projekt.stalle(mote, "beslut", beslut)
                return laget.fynd(where, f"planen antogs i {ref}, men {why}: de styrda värdena kan inte prövas")
    return None


def _why_lost(mote: Mote, organ: str | None, *, rows: bool) -> str:
    if not rows:
        return "de antagna värdena (baslinje) finns inte kvar"
    if organ and mote.motestyp != organ:
        return f"{mote.id} är inte ett möte av det slag som beslutar om ändringar"
    return f"{mote.id} är {mote.status.titel}, inte genomfört"


def _is_unread(projekt: Projekt, falt: Falt) -> bool:
    """Whether the field stands in a file that can't be read."""
    return any(path.rpartition("/")[2] == f"{falt.fil}.yaml" for path in projekt.olasta)


def _moved(falt: Falt, stands: str | None, decided: str | None) -> str:
    base = "antagen plan + godkända ändringar"
    if stands is None:
        return f"{falt} saknas, men {base} ger {shown(falt, decided)}"
    if decided is None:
        return f"{falt} är {shown(falt, stands)}, men finns inte i {base}"
    return f"{falt} är {shown(falt, stands)}, men {base} ger {shown(falt, decided)}"


def _place(projekt: Projekt, falt: Falt, now: Gallande) -> Stalle:
    """Where the value stands, or stood; where its record is gone, the decision that adopted the plan."""
    post = post_at(projekt.poster, falt.fil)
    if post is None:
        return projekt.stalle(now.antagen.mote, "beslut", now.antagen.beslut)
    return Stalle(post.fil, vag=place(post, falt))


def _remedy(projekt: Projekt, falt: Falt, stands: str | None) -> str:
    """What to do where an undecided request asks for just this value."""
    for andring in projekt.alla(Andring):
        if andring.status is Andringsstatus.OBESLUTAD:
            for rad in andring.vardeandring:
                if Falt.read(rad.falt) == falt and canonical(falt, rad.ny) == stands:
                    return (
                        f"{andring.id} begär just det värdet men är inte beslutad. Återställ värdet, eller låt begäran "
                        f"beslutas: drogscen andring besluta {andring.id}."
                    )
    return ""


def _decisions(laget: Laget, mote: Mote) -> Iterator[Fattat]:
    """The meeting's decisions that a request or the plan rests on."""
    for beslut in mote.beslut:
        fattat = decision(laget.projekt.poster, f"{mote.id}/beslut/{beslut.nr}", laget.dag)
        if fattat:
            yield fattat


def _request(laget: Laget, fattat: Fattat) -> Andring | None:
    """The request that the decision is about, by its own word or the request's."""
    named = laget.projekt.hitta(fattat.beslut.andring) if fattat.beslut.andring else None
    referring = (andring for andring in laget.projekt.alla(Andring) if andring.beslut == fattat.referens)
    return named if isinstance(named, Andring) else next(referring, None)


def _adoption(laget: Laget, fattat: Fattat) -> Iterator[Fynd]:
    mote, beslut = fattat.mote, fattat.beslut
    if beslut.sha256 is None:
        yield _unbound(laget, fattat, "de antagna värdena")
    elif beslut.sha256 != binds_adoption(mote, beslut):
        where = laget.projekt.stalle(mote, "beslut", beslut, "sha256")
        text = f"beslutet {fattat.referens} att anta planen, eller de antagna värdena, har ändrats efter beslutet"
        yield laget.fynd(where, text, omfattning=fattat.referens)


def _bound(laget: Laget, fattat: Fattat, andring: Andring) -> Iterator[Fynd]:
    mote, beslut = fattat.mote, fattat.beslut
    if andring.beslut != fattat.referens:
        later = decision(laget.projekt.poster, andring.beslut, laget.dag)
        if beslut.sha256 and (later is None or later.ordning < fattat.ordning):
            where = laget.projekt.stalle(mote, "beslut", beslut, "andring")
            yield laget.fynd(where, f"{fattat.referens} gäller {andring.id}, men {andring.id} anger inte det beslutet")
    elif andring.utfall is Utfall.ATERREMITTERAD:
        return
    elif beslut.sha256 is None:
        yield _unbound(laget, fattat, andring.id)
    elif beslut.sha256 != binds_request(andring, beslut):
        where = laget.projekt.stalle(mote, "beslut", beslut, "sha256")
        text = f"{andring.id} eller beslutet {fattat.referens} har ändrats efter beslutet"
        yield laget.fynd(where, text, omfattning=andring.id)


def _unbound(laget: Laget, fattat: Fattat, what: str) -> Fynd:
    where = laget.projekt.stalle(fattat.mote, "beslut", fattat.beslut)
    text = f"beslutet {fattat.referens} saknar kontrollsumma: det går inte att pröva om {what} har ändrats sedan dess"
    return laget.oavgjord(where, text, "Skriv in beslut med drogscen andring besluta eller drogscen projektplan anta.")


def _start(laget: Laget, andring: Andring, rad: Vardeandring, stands: str | None, when: str) -> Iterator[Fynd]:
    """A value change that starts from something else than what was in force."""
    falt = Falt.read(rad.falt)
    projekt = laget.projekt
    if stands is None and not covers(laget.plan.styrt_falt, falt):
        where = projekt.stalle(andring, "vardeandring", rad, "falt")
        yield laget.fynd(where, f"{andring.id} ändrar {falt}, som inte är ett styrt fält", omfattning=str(falt))
    elif (nu := canonical(falt, rad.nu)) != stands:
        where = projekt.stalle(andring, "vardeandring", rad, "nu")
        said, true = (shown(falt, text) if text is not None else "tomt" for text in (nu, stands))
        yield laget.fynd(where, f"{andring.id} ändrar {falt} från {said}, men {when} {true}", omfattning=str(falt))
