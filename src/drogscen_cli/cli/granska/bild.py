"""What is shown of a risk before its questions, and of its value after them."""

import textwrap
from collections.abc import Iterator

from drogscen_cli.actions.granska import Genomgang
from drogscen_cli.cli.fragor import keys
from drogscen_cli.cli.granska.granskare import INDENT, Granskare
from drogscen_cli.core.swedish import NBSP, count, day_short, month_short
from drogscen_cli.register.risk import Atgard, Bedomning, Risk
from drogscen_cli.riskbild import Manad, bedomd_per, historik, sparkline

_SHOWN = 4
_WIDEST = 100


def heading(granskare: Granskare, lage: Genomgang) -> str:
    """``Riskanalys maj · 6 öppna risker · Enter behåller · …``."""
    name = lage.period.namn.removesuffix(f"{NBSP}{lage.dag.year}")
    opened = sum(1 for risk in lage.risker if risk.stangd is None)
    risks = count(opened, "öppen risk", "öppna risker")
    whole = " · ".join(key.replace(" ", NBSP) for key in keys("behåller").split(" · "))
    return _wrapped(granskare, f"Riskanalys {name} · {risks} · {whole}", "")


def show(granskare: Granskare, lage: Genomgang, risk: Risk, place: int) -> None:
    """A risk's title, owner, history and measures; ``risk`` as it stood on the day."""
    granskare.note("")
    granskare.note(_title(granskare, lage, risk, place))
    granskare.note(INDENT + _history(granskare, risk))
    for line in _measures(granskare, lage, risk):
        granskare.note(_wrapped(granskare, line, INDENT))
    if risk.accepterad:
        granskare.note(f"{INDENT}Accepterad genom {risk.accepterad}")
    if risk.stangd:
        again = "Enter bedömer och öppnar den igen, s låter den vara stängd."
        granskare.note(_wrapped(granskare, f"Stängd {day_short(risk.stangd)}. {again}", INDENT))


def outcome(granskare: Granskare, risk: Risk, old: Bedomning | None) -> str:
    """``→ 16, röd (var 12)``; ``old`` is the assessment before the review."""
    now = bedomd_per(risk, granskare.dag)
    before = f" (var {old.varde})" if old and now and old.varde != now.varde else ""
    closed = ", stängd" if risk.stangd else ""
    return f"→ {now.varde if now else '–'}{colour(granskare, now.varde if now else None)}{before}{closed}"


def colour(granskare: Granskare, value: int | None) -> str:
    """``, röd``; nothing where the plan has no bands."""
    found = granskare.skala.farg(value)
    return f", {found.titel}" if found else ""


def levels_in_words(granskare: Granskare, axel: str) -> list[str]:
    """The levels of an axis and where the bands begin, for the help of a question."""
    scale = granskare.skala
    words = [f"{nr} {word}" for nr, word in enumerate(scale.ord(axel), 1)]
    bands = [f"Riskvärdet är sannolikhet × konsekvens: gult från {scale.gul}, rött från {scale.rod}."]
    if scale.rod is None:
        return [f"Planen har ingen riskskala. Skriv ett tal 1–{scale.hogst(axel)}, där 1 är minst."]
    return [*(words or [f"Ett tal 1–{scale.hogst(axel)}, där 1 är minst."]), *bands]


def _title(granskare: Granskare, lage: Genomgang, risk: Risk, place: int) -> str:
    owner = f"ägare: {granskare.projekt.vem(risk.agare)}" if risk.agare else "ägare saknas"
    head = f"{place + 1}/{len(lage.risker)}  {risk.id}  {risk.titel}"
    gap = _width(granskare) - len(head) - len(owner)
    if gap >= 2:  # noqa: PLR2004 – two spaces tell the columns apart
        return f"{head}{' ' * gap}{owner}"
    return f"{_wrapped(granskare, head, '', INDENT)}\n{INDENT}{owner}"


def _history(granskare: Granskare, risk: Risk) -> str:
    scale = granskare.skala
    months = historik(risk, granskare.dag)
    if not months:
        return "inte bedömd tidigare"
    if months[-1].bedomning is None:
        months = months[:-1]
    line = sparkline(months, scale.hogst("sannolikhet") * scale.hogst("konsekvens"))
    bands = f"röd från {scale.rod}" if scale.rod is not None else ""
    return "   ".join([*(_month(each) for each in months[-_SHOWN:]), f"  {line}", bands]).rstrip()


def _month(manad: Manad) -> str:
    made = manad.bedomning
    return f"{month_short(manad.manad)} " + (f"{made.sannolikhet}×{made.konsekvens}={made.varde}" if made else "–")


def _measures(granskare: Granskare, lage: Genomgang, risk: Risk) -> Iterator[str]:
    """The open measures and those done since the last analysis, and how many were done before it."""
    since = lage.forra.datum if lage.forra else None
    early = [each for each in risk.atgard if each.klar and since and each.klar <= since and each.klar < lage.dag]
    for each in risk.atgard:
        if each not in early:
            responsible = f", {granskare.projekt.vem(each.ansvarig)}" if each.ansvarig else ""
            yield f"Åtgärd {each.nr} {each.text}{responsible} ({_state(lage, each)})"
    if early:
        yield (
            f"{count(len(early), 'åtgärd', 'åtgärder')} klara tidigare" if len(early) > 1 else "1 åtgärd klar tidigare"
        )
    if not risk.atgard:
        yield "Inga åtgärder"


def _state(lage: Genomgang, atgard: Atgard) -> str:
    if atgard.klar:
        return f"klar {day_short(atgard.klar)}"
    if atgard.senast is None:
        return "utan sista dag"
    return f"{'försenad,' if atgard.senast < lage.dag else 'senast'} {day_short(atgard.senast)}"


def _width(granskare: Granskare) -> int:
    return min(granskare.session.terminal.width, _WIDEST) - 1


def _wrapped(granskare: Granskare, line: str, first: str, rest: str | None = None) -> str:
    """The line within the terminal's width; no-break spaces hold."""
    wrapper = textwrap.TextWrapper(
        width=_width(granskare),
        initial_indent=first,
        subsequent_indent=f"{first}  " if rest is None else rest,
        break_on_hyphens=False,
    )
    return "\n".join(wrapper.wrap(line))
