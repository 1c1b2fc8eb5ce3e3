"""Action points across meetings, risks and deviations: which one is meant, and done."""

from datetime import date

from drogscen_cli.actions.bord import Bord
from drogscen_cli.actions.poster import Assign
from drogscen_cli.core.errors import CallError
from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import day_long
from drogscen_cli.core.text import fold
from drogscen_cli.projekt import Projekt
from drogscen_cli.punkter import Punkt, alla_punkter, oppna_punkter


def menade(projekt: Projekt, ord_: str, dag: date) -> tuple[Punkt, ...]:
    """The points that a reference or words of the text name; by words only open ones."""
    wanted = ord_.strip().casefold()
    exact = tuple(punkt for punkt in alla_punkter(projekt) if punkt.referens.casefold() == wanted)
    words = fold(wanted).split()
    return exact or tuple(
        punkt for punkt in oppna_punkter(projekt, dag) if all(word in fold(punkt.text).casefold() for word in words)
    )


def avklarad(bord: Bord, referens: str, dag: date) -> Bord:
    """With the point done on the day; raises ``CallError`` where it is done already."""
    ident, _, rest = referens.partition("/")
    post = bord.post(Post, ident)
    nr = int(rest.rpartition("/")[2])
    place, rad = next((place, rad) for place, rad in enumerate(getattr(post, "atgard", ())) if rad.nr == nr)
    if rad.klar is not None:
        raise CallError(
            f"{referens} är redan klar sedan {day_long(rad.klar)}.",
            f"Rätta dagen: drogscen {post.register()} atgard edit {ident} {nr} --klar DAG",
        )
    return bord.andrad(post, Assign(("atgard", place, "klar"), dag.isoformat()))
