"""Measures and action points past their last day, wherever they live."""

from collections.abc import Iterator

from drogscen_cli.core.fynd import Fynd
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.post import Post
from drogscen_cli.core.swedish import day_long
from drogscen_cli.punkter import oppna_atgarder
from drogscen_cli.regel import Laget


def overdue(laget: Laget, model: type[Post]) -> Iterator[Fynd]:
    """A finding for each measure of this register's open records that is past its last day and not done."""
    for post, atgard in oppna_atgarder(laget.projekt.alla(model), laget.dag):
        if atgard.senast and atgard.senast < laget.dag:
            referens = f"{post.id}/atgard/{atgard.nr}"
            vem = laget.projekt.vem(atgard.ansvarig) or "ingen ansvarig"
            text = f"{referens} {shown(atgard.text)} ({vem}) skulle vara klar {day_long(atgard.senast)}"
            where = laget.projekt.stalle(post, "atgard", atgard, "senast")
            yield laget.fynd(where, text, omfattning=referens)
