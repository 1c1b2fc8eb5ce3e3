"""Open action points from meetings, risks and deviations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.post import Post
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.avvikelse import Avvikelse, Avvikelseatgard
from drogscen_cli.register.mote import Mote, Motesatgard
from drogscen_cli.register.risk import Atgard, Risk

Punktrad = Atgard | Motesatgard | Avvikelseatgard


@dataclass(frozen=True, slots=True)
class Punkt:
    """Something to be done: its reference (``M-007/atgard/2``), text, who, and the last day.

    ``nyckel`` is the key of who, ``klar`` the day when it was done.
    """

    referens: str
    text: str
    ansvarig: str
    senast: date | None
    nyckel: str = ""
    klar: date | None = None

    def forsenad(self, dag: date) -> bool:
        """Whether it should have been done before ``dag``, and is not."""
        return self.klar is None and self.senast is not None and self.senast < dag


def oppna_punkter(projekt: Projekt, dag: date) -> tuple[Punkt, ...]:
    """What is not done on ``dag``, the earliest last day first, without a last day at the end."""
    return tuple(sorted(_open(projekt, dag), key=lambda punkt: (punkt.senast or date.max, punkt.referens)))


def oppna_atgarder(posts: Iterable[Post], dag: date) -> Iterator[tuple[Post, Punktrad]]:
    """Each row that is not done on ``dag``, with its record; none of closed records or of meetings still to come."""
    for post in posts:
        if isinstance(post, Risk | Avvikelse) and not post.stangd:
            yield from ((post, atgard) for atgard in post.atgard if atgard.klar is None)
        elif isinstance(post, Mote) and post.motesdag <= dag:
            yield from ((post, punkt) for punkt in post.atgard if punkt.klar is None)


def alla_punkter(projekt: Projekt) -> tuple[Punkt, ...]:
    """Every action point, done or not, by its last day."""
    found = (_punkt(projekt, post, rad) for post in _posts(projekt) for rad in getattr(post, "atgard", ()))
    return tuple(sorted(found, key=lambda punkt: (punkt.senast or date.max, punkt.referens)))


def _open(projekt: Projekt, dag: date) -> Iterator[Punkt]:
    for post, rad in oppna_atgarder(_posts(projekt), dag):
        yield _punkt(projekt, post, rad)


def _posts(projekt: Projekt) -> tuple[Post, ...]:
    return (*projekt.alla(Mote), *projekt.alla(Risk), *projekt.alla(Avvikelse))


def _punkt(projekt: Projekt, post: Post, rad: Punktrad) -> Punkt:
    who = projekt.vem(rad.ansvarig)
    return Punkt(f"{post.id}/atgard/{rad.nr}", rad.text, who, rad.senast, rad.ansvarig or "", rad.klar)
