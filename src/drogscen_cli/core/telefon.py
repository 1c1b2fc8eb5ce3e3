"""Swedish telephone numbers in text: mobile and landline, with the separators people use.

Subscriber numbers never begin with 0 and follow an area code, so dates, times of day, amounts and registration numbers
fall away. Without separators a landline number needs all ten digits, and an area code of at most three.
"""

import re
from collections.abc import Iterator

from drogscen_cli.core.spann import Spann, before, follows_reference

_FIRST = re.compile(r"[+(0]")
_CANDIDATE = re.compile(
    r"(?<!\w)(?<![0-9][-/.,:])(?<![A-Za-z]-)"
    r"(?P<country>(?:\+|00)46[ -]?(?:\(0\) ?)?)?(?P<national>\(?(?(country)0?|0)[1-9](?:[ ./)-]{0,2}[0-9]){6,8})"
    r"(?![0-9])(?![-/.,:][0-9])(?!\w)",
)
_GROUP = re.compile(r"[0-9]+")
_MOBILE = re.compile(r"07[02369][0-9]{7}")
_MOBILE_SHAPE = re.compile(r"10|3-7|3(?:-[2-4])+|4-6|4(?:-[23])+")
_LANDLINE = re.compile(
    r"(?P<area>0(?:8|1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|90))[1-9][0-9]{4,7}|(?P<long>0[1-69][0-9]{2})[1-9][0-9]{4,5}",
)
_LANDLINE_SHAPE = re.compile(r"[2-4](?:-[5-8]|(?:-[2-4])+)")
_BARE = "10"
_DATE = re.compile(r"[0-9]{2}-[0-9]{2} (?:19|20)[0-9]{2}")
"""Weeks or days and a year: ``v. 08-12 2023``."""


def find(plain: str) -> Iterator[Spann]:
    """Each telephone number in ``plain`` (text through ``spann.plain``)."""
    end = 0
    for first in _FIRST.finditer(plain):
        found = _CANDIDATE.match(plain, first.start()) if first.start() >= end else None
        area = _area(found["national"], abroad=bool(found["country"])) if found else ""
        if found and area and not follows_reference(before(plain, found.start())):
            end = found.end()
            mask = f"{'+46 ***' if found['country'] else f'{area}-***'} ** **"
            yield Spann(found.start(), end, "telefonnummer", saker=False, maskerad=mask)


def _area(national: str, *, abroad: bool) -> str:
    """The area code of a number that is grouped as telephone numbers are, or nothing."""
    first, *rest = _GROUP.findall(national)
    groups = (first if first.startswith("0") else f"0{first}", *rest)
    digits, shape = "".join(groups), "-".join(str(len(group)) for group in groups)
    if _MOBILE.fullmatch(digits):
        return digits[:3] if _MOBILE_SHAPE.fullmatch(shape) else ""
    landline = _LANDLINE.fullmatch(digits)
    if not landline:
        return ""
    area = landline["area"] or landline["long"]
    if not rest:
        return area if abroad or (landline["area"] and shape == _BARE) else ""
    unusual = (
        "." in national or "/" in national[len(area) + 1 :] or national.count("-") > 1 or _DATE.fullmatch(national)
    )
    return area if groups[0] == area and _LANDLINE_SHAPE.fullmatch(shape) and not unusual else ""
