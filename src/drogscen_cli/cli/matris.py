"""The risk matrix in a terminal: levels in words on the axes, the band in words in every cell, risks by their id."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drogscen_cli.cli.output import json_text
from drogscen_cli.cli.session import Session
from drogscen_cli.core.swedish import count, day_long
from drogscen_cli.core.text import visible
from drogscen_cli.register.lagesrapport import Farg
from drogscen_cli.register.risk import Bedomning
from drogscen_cli.riskbild import Riktning, Riskmatris, Rorelse, Ruta, Skala, riskmatris

_STYLES = {Farg.GRON: "green", Farg.GUL: "yellow", Farg.ROD: "bold red"}
_MARKS = {
    Riktning.UPP: "↑ upp",
    Riktning.NED: "↓ ned",
    Riktning.OFORANDRAD: "→ oförändrad",
    Riktning.NY: "+ ny",
    Riktning.STANGD: "− stängd",
    Riktning.OBEDOMD: "  inte bedömd",
}
_WIDEST, _LABEL, _CELL, _ID, _ROOM, _LINES = 110, 16, 16, 5, 8, 3
"""Columns of the whole, of the labels and of a cell at most, of an id, and of a band with its value; lines of ids."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text in a cell and how it is coloured."""

    text: str
    style: str = ""


_Line = list[_Piece]


def show(session: Session, *, as_json: bool) -> int:
    """Prints the matrix of the session's day; returns the exit code."""
    matris = riskmatris(session.projekt.per(session.dag), session.dag)
    if as_json:
        session.terminal.exact(json_text("risk", "matris", _data(matris)))
    else:
        _print(session, list(_page(matris, min(session.terminal.width, _WIDEST))))
    return session.note_unread("projekt/risk")


def _print(session: Session, lines: Sequence[_Line]) -> None:
    terminal = session.terminal
    if not terminal.colour:
        for line in lines:
            terminal.result("".join(piece.text for piece in line).rstrip())
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=terminal.stdout, width=terminal.width, highlight=False, soft_wrap=True)
    for line in lines:
        drawn = Text.assemble(*((visible(piece.text), piece.style) for piece in line))
        drawn.rstrip()
        console.print(drawn)


def _page(matris: Riskmatris, width: int) -> Iterator[_Line]:
    opened = sum(1 for each in matris.rorelser if each.riktning is not Riktning.STANGD)
    scale = matris.skala
    bands = f" · gul från {scale.gul}, röd från {scale.rod}" if scale.rod is not None else ""
    yield [_Piece(f"Riskmatris {day_long(matris.dag)} · {count(opened, 'öppen risk', 'öppna risker')}{bands}")]
    if scale.rod is None:
        yield [_Piece("Planen har ingen riskskala, så nivåerna saknar ord och rutorna färg.")]
        yield [_Piece("Åtgärda: drogscen projektplan edit --riskskala-gul … --riskskala-rod …")]
    if matris.rader and any(matris.rader):
        yield []
        yield from _grid(matris, width)
    if matris.rorelser:
        yield []
        yield [_Piece("Sedan förra månadens slut")]
        yield from ([_Piece(line)] for each in matris.rorelser for line in _movement(each, scale, width))


def _grid(matris: Riskmatris, width: int) -> Iterator[_Line]:
    columns = len(matris.rader[0])
    names = [_name(matris.skala, "sannolikhet", row[0].sannolikhet) for row in matris.rader]
    label = min(max(len(text) for text in ("Sannolikhet", *names)), _LABEL)
    inner = max(min((width - label - 3) // columns - 1, _CELL), _ID)
    yield [_Piece("Sannolikhet".ljust(label)), _Piece(" │")]
    for name, row in zip(names, matris.rader, strict=True):
        yield from _row(textwrap.wrap(name, label), [_cell(ruta, inner) for ruta in row], (label, inner))
    yield [_Piece(" " * label), _Piece(" └" + "─" * (columns * (inner + 1)))]
    words = [textwrap.wrap(_name(matris.skala, "konsekvens", nr), inner) for nr in range(1, columns + 1)]
    yield from _row(["Konsekvens"], [[_Piece(text) for text in each] for each in words], (label, inner), " ")


def _row(
    label: Sequence[str], cells: Sequence[Sequence[_Piece]], sizes: tuple[int, int], bar: str = "│"
) -> Iterator[_Line]:
    """Lines of a row, as many as its highest cell has."""
    wide, inner = sizes
    empty = _Piece("")
    for place in range(max(len(label), *(len(cell) for cell in cells))):
        first = label[place] if place < len(label) else ""
        line = [_Piece(first.ljust(wide)), _Piece(f" {bar}")]
        for cell in cells:
            piece = cell[place] if place < len(cell) else empty
            line += [_Piece(" "), piece, _Piece(" " * (inner - len(piece.text)))]
        yield line


def _cell(ruta: Ruta, inner: int) -> list[_Piece]:
    """The band and the value, and below them the ids that there is room for."""
    band = ruta.farg.titel if ruta.farg else ""
    value = str(ruta.varde) if inner >= _ROOM or not band else ""
    style = _STYLES[ruta.farg] if ruta.farg else ""
    return [_Piece(" ".join(filter(None, (band, value))), style), *(_Piece(line, "bold") for line in _ids(ruta, inner))]


def _ids(ruta: Ruta, inner: int) -> list[str]:
    lines = textwrap.wrap(" ".join(risk.id for risk in ruta.risker), inner, break_on_hyphens=False)
    if len(lines) <= _LINES:
        return lines
    for fitting in range(len(ruta.risker) - 1, 0, -1):
        ids = [risk.id for risk in ruta.risker[:fitting]]
        left = f"+{len(ruta.risker) - fitting}"
        lines = textwrap.wrap(" ".join([*ids, left]), inner, break_on_hyphens=False)
        if len(lines) <= _LINES:
            break
    return lines


def _name(scale: Skala, axel: str, nr: int) -> str:
    words = scale.ord(axel)
    return f"{nr} {words[nr - 1]}" if nr <= len(words) else str(nr)


def _movement(rorelse: Rorelse, scale: Skala, width: int) -> list[str]:
    """A risk, its value and band now, where it came from, and its title."""
    now = rorelse.nu.varde if rorelse.nu else None
    band = scale.farg(now)
    value = f"{now if now is not None else '–':>3} {band.titel if band else '':<5}"
    origin = f" från {_levels(rorelse.fore)}" if rorelse.fore and _came_from_elsewhere(rorelse) else ""
    head = f"{rorelse.risk.id:<7}{value}{_MARKS[rorelse.riktning] + origin:<20}  "
    room = max(width - len(head) - 1, 20)
    lines = textwrap.wrap(rorelse.risk.titel, room)
    return [head + lines[0], *(" " * len(head) + line for line in lines[1:])]


def _came_from_elsewhere(rorelse: Rorelse) -> bool:
    return rorelse.riktning in (Riktning.UPP, Riktning.NED) or rorelse.flyttad


def _levels(bedomning: Bedomning) -> str:
    return f"{bedomning.sannolikhet}×{bedomning.konsekvens}={bedomning.varde}"


def _data(matris: Riskmatris) -> dict[str, Any]:
    """The matrix for programs: the scale, the cells that hold risks, and every risk's movement."""
    scale = matris.skala
    return {
        "datum": matris.dag.isoformat(),
        "skala": {
            "sannolikhet": list(scale.sannolikhet),
            "konsekvens": list(scale.konsekvens),
            "gul": scale.gul,
            "rod": scale.rod,
        },
        "rutor": [_square(ruta) for row in matris.rader for ruta in row if ruta.risker],
        "rorelser": [_motion(each) for each in matris.rorelser],
    }


def _square(ruta: Ruta) -> dict[str, Any]:
    return {
        "sannolikhet": ruta.sannolikhet,
        "konsekvens": ruta.konsekvens,
        "varde": ruta.varde,
        "farg": ruta.farg.value if ruta.farg else None,
        "risk": [risk.id for risk in ruta.risker],
    }


def _motion(rorelse: Rorelse) -> dict[str, Any]:
    return {
        "risk": rorelse.risk.id,
        "titel": rorelse.risk.titel,
        "riktning": rorelse.riktning.value,
        "nu": _assessment(rorelse.nu),
        "fore": _assessment(rorelse.fore),
    }


def _assessment(bedomning: Bedomning | None) -> dict[str, Any] | None:
    if bedomning is None:
        return None
    levels = {"sannolikhet": bedomning.sannolikhet, "konsekvens": bedomning.konsekvens, "varde": bedomning.varde}
    return {"datum": bedomning.datum.isoformat(), **levels}
