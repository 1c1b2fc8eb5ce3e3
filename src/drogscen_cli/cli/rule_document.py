"""The catalogue of rules as a document: ``docs/regler.md`` is what this says of the rules' own docstrings."""

import re
from collections.abc import Collection, Iterable, Iterator

from drogscen_cli.core.fynd import Regel

_HEAD = """\
# Regler

Det här är allt som `drogscen kontroll` kan finna. Sidan skrivs av programmet:

    drogscen regel --markdown > docs/regler.md

`drogscen regel ID` visar en regel, och vilket avsnitt i projektets plan den bygger på.

Ett *fel* bryter mot planen eller gör att en fil inte kan läsas. En *varning* bör läsas. *Oavgjord* betyder att en
uppgift saknas, så att ingen kan veta. Ett brott mot en regel kan undantas, eller förklaras utan att undantas:
`drogscen undantag add`. Båda syns i `drogscen kontroll` och i `drogscen rapport efterlevnad`.
"""
_PLANENS = """\
## Regler som planen slår på

En regel prövas för varje krav i `projektplan.yaml` som nämner dess id under `regel`, med det kravets paragraf, frekvens
och övriga uppgifter. Nämns den inte används den inte.
"""
_ALLTID = """\
## Regler som alltid gäller
"""


def document(planens: Iterable[Regel], alltid: Iterable[Regel], waivable: Collection[str]) -> str:
    """The document, with the rules that a plan switches on before those that always hold."""
    return "\n".join((_HEAD, *_group(_PLANENS, planens, waivable), *_group(_ALLTID, alltid, waivable)))


def waiver(regel: Regel) -> str:
    """How a breach of the rule is waived."""
    return (
        f"Undanta: drogscen undantag add --slag undantag --regel {regel.id} --omfattning … --skal … --beslutad-av …. "
        "Med --slag forklaring står det kvar, med ett skäl."
    )


def _group(head: str, regler: Iterable[Regel], waivable: Collection[str]) -> Iterator[str]:
    found = list(regler)
    yield head
    yield "| id | allvar | regel |\n|---|---|---|"
    yield "".join(f"| [{each.id}](#{each.id.lower()}) | {each.allvar} | {_cell(each.titel)} |\n" for each in found)
    for each in found:
        kind = f"*{each.allvar}*" if each.id in waivable else f"*{each.allvar}, kan inte undantas*"
        yield f"### {each.id}\n\n**{_escaped(each.titel)}** – {kind}\n\n{_escaped(each.text)}\n"
        yield f"Åtgärda: {_escaped(each.atgarda)}\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_<])", r"\\\1", text)


def _cell(text: str) -> str:
    return " ".join(_escaped(text).replace("|", r"\|").split())
