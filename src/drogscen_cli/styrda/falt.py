"""Paths to single values in records: ``[FIL:]steg.steg``, and whether the registers declare such a value.

``FIL`` is a register of one file (``organisation``) or a record's id (``A-003``), the project plan where it is left
out. List items are named by their key; ``*`` is every item.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from drogscen_cli import register
from drogscen_cli.core.personuppgift import shown as masked
from drogscen_cli.core.post import Post, Struktur, is_list, struct_of
from drogscen_cli.core.text import nearest

PLAN, VARJE = "projektplan", "*"


class FaltError(Exception):
    """A path that can't lead to a value; ``text`` says why, ``atgarda`` what to write instead."""

    def __init__(self, text: str, atgarda: str) -> None:
        super().__init__(text)
        self.text = text
        self.atgarda = atgarda


@dataclass(frozen=True, slots=True)
class Falt:
    """A path; as text it is written without the project plan's name."""

    fil: str
    steg: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Falt":
        """The path that the text holds, whether or not it leads anywhere."""
        fil, _, path = text.rpartition(":")
        return cls(fil.strip() or PLAN, tuple(step.strip() for step in path.split(".")))

    def __str__(self) -> str:
        path = ".".join(self.steg)
        return path if self.fil == PLAN else f"{self.fil}:{path}"


def declared(falt: Falt) -> tuple[type[Struktur], str]:
    """The model that declares the field, and the field's name; raises ``FaltError`` where there is no such field."""
    here: type[Struktur] = model_of(falt.fil)
    place = 0
    while True:
        name = falt.steg[place]
        struct = struct_of(here)
        lists, parts = dict(struct.lists), dict(struct.parts)
        if name not in here.model_fields or name == getattr(here, "nyckelfalt", ""):
            raise _unknown(falt, place, here)
        if name not in lists and name not in parts:
            break
        here = lists.get(name) or parts[name]
        keyless = name in lists and place + 1 == len(falt.steg)
        place += 2 if name in lists else 1
        if place >= len(falt.steg):
            raise _no_value(falt, here, keyless=keyless)
    if is_list(here, name):
        raise FaltError(f"{_said(falt)} är en lista, inte ett enda värde", "Ange ett fält som har ett värde.")
    if place + 1 < len(falt.steg):
        whole = Falt(falt.fil, falt.steg[: place + 1])
        raise FaltError(f"{_said(falt)} finns inte: {whole} är ett värde", f"Menades {whole}?")
    return here, name


def covers(paths: Iterable[str], falt: Falt) -> bool:
    """Whether one of the paths leads to the field, by its own name or by ``*``."""
    return any(
        path.fil == falt.fil
        and len(path.steg) == len(falt.steg)
        and all(step in (VARJE, other) for step, other in zip(path.steg, falt.steg, strict=True))
        for path in map(Falt.read, paths)
    )


def model_of(fil: str) -> type[Post]:
    """The declaration of the record that a path begins in; raises ``FaltError`` where no register has such a one."""
    one_file = [name for name in register.names() if register.outline(name).one_file]
    if fil in one_file:
        return register.model(fil)
    prefix, dash, number_ = fil.partition("-")
    for name in register.names() if dash and number_.isdecimal() else ():
        if name not in one_file and register.model(name).deklaration.prefix == prefix:
            return register.model(name)
    near = nearest(fil, one_file)
    remedy = f"Menades {near}? " if near else ""
    raise FaltError(
        f"filen {masked(fil)} finns inte", f"{remedy}Skriv {' eller '.join(one_file)}, eller ett id, före kolonet."
    )


def _unknown(falt: Falt, place_: int, owner: type[Struktur]) -> FaltError:
    fields = [name for name in owner.model_fields if name != getattr(owner, "nyckelfalt", "")]
    near = nearest(falt.steg[place_], fields)
    meant = Falt(falt.fil, (*falt.steg[:place_], near or "", *falt.steg[place_ + 1 :]))
    remedy = f"Menades {masked(str(meant))}?" if near else f"Fält som finns där: {', '.join(fields)}."
    return FaltError(f"{_said(falt)} finns inte", remedy)


def _no_value(falt: Falt, below: type[Struktur], *, keyless: bool) -> FaltError:
    struct = struct_of(below)
    nested = {name for name, _ in (*struct.lists, *struct.parts)} | {getattr(below, "nyckelfalt", "")}
    field = next((name for name in below.model_fields if name not in nested and not is_list(below, name)), "")
    example = Falt(falt.fil, (*falt.steg, *([VARJE] if keyless else []), field))
    what = "en lista" if keyless else "en grupp av fält"
    return FaltError(f"{_said(falt)} är {what}, inte ett värde", f"Ange ett av fälten, till exempel {example}.")


def _said(falt: Falt) -> str:
    return masked(str(falt))
