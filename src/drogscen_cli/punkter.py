"""Open action points from meetings, risks and deviations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.post import Post
from drogscen_cli.projekt import Projekt
from drogscen_cli.register.avvikelse import Avvikelse
from drogscen_cli.register.mote import Mote
from drogscen_cli.register.risk import Risk


@dataclass(frozen=True, slots=True)
class Punkt:
    """Something to be done: its reference (``M-007/atgard/2``), text, who, and the last day."""

    referens: str
    text: str
    ansvarig: str
    senast: date | None


def oppna_punkter(projekt: Projekt, dag: date) -> tuple[Punkt, ...]:
    """What is not done on ``dag``, the earliest last day first, without a last day at the end."""
    return tuple(sorted(_open(projekt, dag), key=lambda punkt: (punkt.senast or date.max, punkt.referens)))


def _open(projekt: Projekt, dag: date) -> Iterator[Punkt]:
    posts: tuple[Post, ...] = (*projekt.alla(Mote), *projekt.alla(Risk), *projekt.alla(Avvikelse))
    for post in posts:
        if isinstance(post, Risk | Avvikelse) and post.stangd:
            continue
        if isinstance(post, Mote) and (post.genomfort or post.dag) > dag:
            continue
        for atgard in getattr(post, "atgard", ()):
            if atgard.klar is None:
                yield Punkt(f"{post.id}/atgard/{atgard.nr}", atgard.text, projekt.vem(atgard.ansvarig), atgard.senast)
