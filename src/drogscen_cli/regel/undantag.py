"""Rules on waivers and explanations."""

from collections.abc import Iterator
from dataclasses import replace

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.regel import Laget, regel, rules
from drogscen_cli.regel._beslut import fault
from drogscen_cli.register.undantag import Undantag, Undantagsslag


@regel("UND01", Allvar.FEL)
def undantaget_ar_beslutat(laget: Laget) -> Iterator[Fynd]:
    """Ett undantag är beslutat och gäller en regel som planen använder

    Ett undantag tar bort en skyldighet. Därför ska det framgå vem som har beslutat det, och anges ett beslut ska det
    vara fattat på ett genomfört möte. En förklaring tar inte bort något och behöver inget beslut. Båda ska ange en
    regel som något krav i planen använder. En regel som inte finns är ett annat fel (UND02).

    Åtgärda: Ange vem som beslutade: drogscen undantag edit U-… --beslutad-av …, eller --beslut M-…/beslut/….
    """
    used = frozenset({ident for krav in laget.plan.krav for ident in krav.regel})
    for undantag in laget.projekt.alla(Undantag):
        ident = undantag.regel.upper()
        if ident in rules() and ident not in used:
            where = laget.projekt.stalle(undantag, "regel")
            found = laget.fynd(where, f"{undantag.id} gäller {ident}, som inget krav i planen använder")
            yield replace(found, atgarda="Ange en regel som planen använder. Se alla regler: drogscen regel")
        if undantag.slag is Undantagsslag.UNDANTAG and (why := _undecided(laget, undantag)):
            where = laget.projekt.stalle(undantag, *(["beslut"] if undantag.beslut else []))
            yield laget.fynd(where, f"{undantag.id} {why}")


def _undecided(laget: Laget, undantag: Undantag) -> str:
    """What is wrong with who decided, or an empty string."""
    if undantag.beslut is None:
        return "" if undantag.beslutad_av else "anger inte vem som har beslutat undantaget"
    why = fault(laget, undantag.beslut, None, paragraf=False)
    return f"är inte beslutat: {why}" if why else ""
