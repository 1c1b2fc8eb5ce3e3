"""Whether a reference to a decision leads to one that was made: at a held meeting, of the right kind, with a §."""

from drogscen_cli.core.post import Post, path_of
from drogscen_cli.regel import Laget
from drogscen_cli.register.mote import Beslut, Mote, Motesstatus


def decided_at(laget: Laget, referens: str | None) -> tuple[Mote, Beslut] | None:
    """The held meeting and the decision that ``referens`` (``M-007/beslut/2``) names, or None."""
    mote, beslut = _named(laget, referens)
    if mote is None or beslut is None or mote.status is not Motesstatus.GENOMFORT:
        return None
    return mote, beslut


def unread(laget: Laget, referens: str | None, model: type[Post] = Mote) -> bool:
    """Whether the meeting (or record of ``model``) stands in a file that can't be read: what it says is unknown."""
    path = path_of(model, (referens or "").partition("/")[0])
    return bool({path, path.rpartition("/")[0]} & laget.projekt.olasta)


def fault(laget: Laget, referens: str | None, organ: str | None, *, paragraf: bool = True) -> str:
    """Why ``referens`` is no valid decision, as the end of a sentence; empty where it is one or can't be read.

    ``organ`` is the kind of meeting that must have decided, ``paragraf`` whether the decision must have a §.
    """
    if referens is None:
        return "hänvisar inte till något beslut"
    if unread(laget, referens):
        return ""
    mote, beslut = _named(laget, referens)
    if mote is None or beslut is None:
        return f"beslutet {referens} finns inte den {laget.dag}"
    if organ and mote.motestyp != organ:
        wanted = laget.projekt.motestyp(organ)
        return f"{mote.id} är inte ett möte av slaget {wanted.titel if wanted else organ}"
    if mote.status is not Motesstatus.GENOMFORT:
        return f"mötet {mote.id} är {mote.status.titel}, inte genomfört"
    return f"beslutet {referens} saknar paragraf" if paragraf and not beslut.paragraf else ""


def _named(laget: Laget, referens: str | None) -> tuple[Mote | None, Beslut | None]:
    mote = laget.projekt.hitta((referens or "").partition("/")[0])
    beslut = laget.projekt.hitta(referens or "")
    return mote if isinstance(mote, Mote) else None, beslut if isinstance(beslut, Beslut) else None
