"""Rules on change requests."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.regel import Laget, regel
from drogscen_cli.register.andring import Andring, Andringsstatus
from drogscen_cli.register.mote import Beslut, Mote, Motesstatus


@regel("AND01", Allvar.FEL)
def beslutad_av_ratt_organ(laget: Laget) -> Iterator[Fynd]:
    """En beslutad ändring har ett beslut av det organ som planen anger

    Planen säger vem som beslutar om ändringar. En ändringsbegäran som är beslutad ska därför hänvisa till ett beslut
    med paragraf, fattat på ett genomfört möte av rätt slag.

    Åtgärda: Ange beslutet: drogscen andring edit AB-… --beslut M-…/beslut/…, eller ta bort beslutsdagen om begäran
    inte är beslutad.
    """
    for andring in laget.projekt.alla(Andring):
        if andring.status is not Andringsstatus.OBESLUTAD and (fault := _fault(laget, andring)):
            where = laget.projekt.stalle(andring, "beslut" if andring.beslut else "beslutad")
            yield laget.fynd(where, f"{andring.id} är {andring.status.titel}, men {fault}")


def _fault(laget: Laget, andring: Andring) -> str:
    """What is wrong with the decision, or an empty string."""
    if andring.beslut is None:
        return "hänvisar inte till något beslut"
    ident = andring.beslut.partition("/")[0]
    mote, beslut = laget.projekt.hitta(ident), laget.projekt.hitta(andring.beslut)
    if not isinstance(mote, Mote) or not isinstance(beslut, Beslut):
        return f"beslutet {andring.beslut} finns inte den {laget.dag}"
    organ = laget.plan.andring_beslutas
    if organ and mote.motestyp != organ:
        wanted = laget.projekt.motestyp(organ)
        return f"{ident} är inte ett möte av slaget {wanted.titel if wanted else organ}"
    if mote.status is not Motesstatus.GENOMFORT:
        return f"mötet {ident} är {mote.status.titel}, inte genomfört"
    return "" if beslut.paragraf else f"beslutet {andring.beslut} saknar paragraf"
