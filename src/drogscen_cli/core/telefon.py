"""Swedish telephone numbers in text: mobile and landline, with the separators people use.

Subscriber numbers never begin with 0 and follow an area code that exists, so dates, times of day, amounts and
registration numbers fall away. Without separators a landline number needs all ten digits and an area code of at most three.
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
_MOBILE = re.compile(r"07[02369]")
_AREA = re.compile(r"0(?:8|1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|90)|0[1-69][0-9]{2}")
_GROUP = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LENGTHS = {2: range(8, 11), 3: range(8, 11), 4: range(9, 11)}
"""Digits in a whole number, by length of the area code."""
_ALL = 10
_DATE_SHAPE = [2, 2, 4]


def find(plain: str) -> Iterator[Spann]:
    """Each telephone number in ``plain`` (text through ``spann.plain``)."""
    end = 0
    for first in _FIRST.finditer(plain):
        found = _CANDIDATE.match(plain, first.start()) if first.start() >= end else None
        if not found:
            continue
        groups = _GROUP.findall(found["national"])
        if not groups[0].startswith("0"):
            groups[0] = f"0{groups[0]}"
        digits = "".join(groups)
        if _MOBILE.match(digits):
            area, known = digits[:3], _is_mobile(groups)
        else:
            area, known = _landline(found, groups, digits)
        if known and not follows_reference(before(plain, found.start())):
            mask = "+46 *** ** **" if found["country"] else f"{area}-*** ** **"
            end = found.end()
            yield Spann(found.start(), end, "telefonnummer", saker=False, maskerad=mask)


def _is_mobile(groups: list[str]) -> bool:
    first, *rest = map(len, groups)
    if sum((first, *rest)) != _ALL:
        return False
    longest = {3: 4, 4: 3}.get(first, 0)
    return not rest or (longest > 0 and (len(rest) == 1 or max(rest) <= longest))


def _landline(found: re.Match[str], groups: list[str], digits: str) -> tuple[str, bool]:
    """The area code, and whether the number is written as landline numbers are."""
    match = _AREA.match(digits)
    if not match or len(digits) not in _LENGTHS[len(match[0])] or digits[match.end()] == "0":
        return "", False
    area, national = match[0], found["national"]
    if len(groups) == 1:
        return area, bool(found["country"]) or (len(digits) == _ALL and len(area) < 4)  # noqa: PLR2004
    separated = groups[0] == area and "." not in national and "/" not in national[len(area) + 1 :]
    shape = list(map(len, groups))
    is_date = shape == _DATE_SHAPE and _YEAR.fullmatch(groups[-1])
    grouped = len(groups) == 2 or all(2 <= size <= 4 for size in shape[1:])  # noqa: PLR2004
    return area, separated and grouped and not is_date and national.count("-") < 2  # noqa: PLR2004
