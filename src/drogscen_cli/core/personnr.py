"""Personnummer and samordningsnummer in text, in every usual spelling.

A number counts as a whole: neither inside a longer run of digits nor as a part of a date range, a UUID or a checksum.
With a valid date and check digit it is certain; uncertain where it may as well be a date from 2020 on with a time of
day (``20230412-1300``, ``2023-04-12 1300``), a decimal, or a part of a row of figures.

With a wrong check digit it is uncertain when spelled as personnummer are, and nothing

* as such a date and time, as a decimal, or in a row of figures;
* as ten bare digits (``2301011234``), or twelve of this century: amounts, vouchers, serial numbers;
* after a word such as ``dnr`` or ``faktura``, before ``kr``;

unless ``personnummer``, ``född`` or the like leads up to it. Organisation numbers have a "month" of 20 or more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drogscen_cli.core.spann import Spann, before, follows_reference

_REST = (
    r"(?P<year>[0-9]{2})(?P<s1>[ .-]?)(?P<month>0[1-9]|1[0-2])(?P<s2>[ .-]?)(?P<day>[0-9]{2})"
    r"(?P<gap> {0,2}[-+_] {0,2}| {0,3})"
    r"(?:(?P<serial>[0-9]{4}|(?<=[0-9]{6} )[0-9]{2} [0-9]{2})(?![0-9])"
    r"|(?<=[-+])(?P<interim>[JKLMNRSTUWX][0-9]{3})(?!\w))"
)
_SPELLINGS = (
    re.compile(rf"(?P<century>1[89]|20)(?P<s0>[ .-]?){_REST}"),
    re.compile(rf"(?P<century>)(?P<s0>){_REST}"),
)
_BARE = {(10,), (12,)}
_COMPACT = {*_BARE, (6, 4), (8, 4)}
_USUAL = {*_COMPACT, (4, 2, 2, 4)} - {(10,)}
_SPACED = {
    (2, 2, 2, 4),
    (6, 2, 2),
    (8, 2, 2),
    (2, 6, 4),
    (4, 4, 4),
    (2, 2, 2, 2, 4),
    (2, 10),
    (4, 8),
    (4, 2, 6),
    (2, 4, 4),
}
_SHAPES = {*_COMPACT, *_USUAL, *_SPACED}
_INTERIM_SHAPES = {(6, 3), (8, 3)}
_DIGITS = re.compile(r"[0-9]+")
_CUE = re.compile(r"(?:person-? ?n(?:umme)?r|\bp-?nr|\bpers\.? ?nr|samordningsn|\bfödd).*\Z", re.IGNORECASE)
_PHONE_CUE = re.compile(r"\b(?:tel|mobil|tfn|ring|sms).*\Z", re.IGNORECASE)
_MONEY = re.compile(r" ?(?:t?kr\b|kronor|sek\b|öre\b|%)", re.IGNORECASE)
_MACHINE = re.compile(r"(?<![\w-])(?=[0-9-]{0,40}[A-Fa-f])[0-9A-Fa-f-]{32,}+(?!\w)")
_TIME_OF_DAY = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_DATE_BEFORE, _DATE_AFTER = re.compile(r"[0-9] ?[-/:] ?\Z"), re.compile(r" ?[-/:] ?[0-9]")
_DECIMAL_BEFORE, _DECIMAL_AFTER = re.compile(r"[0-9][.,]\Z"), re.compile(r"[.,][0-9]")
_FIGURE_BEFORE, _FIGURE_AFTER = re.compile(r"[0-9] \Z"), re.compile(r" [0-9]")
_COORDINATION = 60
_FIRST_YEAR, _LAST_YEAR = 20, 35
"""Two-digit years that are read as years of a timestamp rather than of birth; with a century there is no last one."""


def find(plain: str, most: int | None = None) -> list[Spann]:
    """The first ``most`` numbers in ``plain`` (text through ``spann.plain``), or all.

    Of two that overlap the certain one is kept, or the longer.
    """
    kept: list[Spann] = []
    for span in _candidates(_MACHINE.sub(lambda found: "x" * len(found[0]), plain)):
        if not kept or span.start >= kept[-1].slut:
            if len(kept) == most:
                break
            kept.append(span)
        elif _weight(span) > _weight(kept[-1]):
            kept[-1] = span
    return kept


def _candidates(plain: str) -> Iterator[Spann]:
    for digits in _DIGITS.finditer(plain):
        for spelling in _SPELLINGS:
            found = spelling.match(plain, digits.start())
            if found and (span := _Kandidat(plain, found).spann()):
                yield span


def _weight(span: Spann) -> tuple[bool, int]:
    return span.saker, span.slut - span.start


@dataclass(frozen=True, slots=True)
class _Kandidat:
    """Digits that are spelled as a personnummer may be, where they stand."""

    plain: str
    found: re.Match[str]

    def spann(self) -> Spann | None:
        saker = self._certainty()
        if saker is None:
            return None
        found = self.found
        slag = "samordningsnummer" if int(found["day"]) > _COORDINATION else "personnummer"
        mask = f"{found['century']}{found['year']}{found['month']}**-****"
        return Spann(found.start(), found.end(), slag, saker, mask)

    def _certainty(self) -> bool | None:
        """True: an error, False: a warning, None: something else."""
        found = self.found
        shape = tuple(map(len, _DIGITS.findall(found[0])))
        if not self._has_date() or len({found["s0"], found["s1"], found["s2"]} - {""}) > 1:
            return None
        if found["interim"]:
            return False if shape in _INTERIM_SHAPES else None
        if shape not in _SHAPES or found["serial"].startswith("000"):
            return None
        if shape not in _COMPACT and self._beside(_DATE_BEFORE, _DATE_AFTER):
            return None
        return self._with_valid_check_digit(shape) if self._has_check_digit() else self._with_wrong_check_digit(shape)

    def _with_valid_check_digit(self, shape: tuple[int, ...]) -> bool | None:
        if shape == (10,) and (self._is_money() or _PHONE_CUE.search(self._lead())):
            return None
        decimal = shape == (10,) and self._beside(_DECIMAL_BEFORE, _DECIMAL_AFTER)
        return not (decimal or self._is_timestamp() or self._is_in_row(shape))

    def _with_wrong_check_digit(self, shape: tuple[int, ...]) -> bool | None:
        lead = self._lead()
        if _CUE.search(lead):
            return False
        if shape not in _USUAL or self._is_timestamp() or self._is_in_row(shape) or self._is_money():
            return None
        if follows_reference(lead) or self._beside(_DECIMAL_BEFORE, _DECIMAL_AFTER):
            return None
        return False if self._is_hyphened() or self.found["century"] != "20" else None

    def _has_date(self) -> bool:
        found = self.found
        day = int(found["day"])
        try:
            date(int((found["century"] or "20") + found["year"]), int(found["month"]), day % _COORDINATION or day)
        except ValueError:
            return False
        return True

    def _has_check_digit(self) -> bool:
        """Without a century the library would ask the clock; 2000 is a leap year, so 20 admits every date."""
        from personnummer import personnummer  # type: ignore[import-untyped]

        digits = "".join(_DIGITS.findall(self.found[0]))
        return bool(personnummer.valid(digits if self.found["century"] else f"20{digits}"))

    def _is_hyphened(self) -> bool:
        return self.found["gap"].strip() in {"-", "+"}

    def _is_timestamp(self) -> bool:
        """Whether it may be a date and a time of day from the years in which this tool is used."""
        century, year = self.found["century"], int(self.found["year"])
        recent = century in {"20", ""} and year >= _FIRST_YEAR and (century == "20" or year < _LAST_YEAR)
        return recent and _TIME_OF_DAY.fullmatch(self.found["serial"].replace(" ", "")) is not None

    def _is_in_row(self, shape: tuple[int, ...]) -> bool:
        return shape not in _BARE and not self._is_hyphened() and self._beside(_FIGURE_BEFORE, _FIGURE_AFTER)

    def _is_money(self) -> bool:
        return _MONEY.match(self.plain, self.found.end()) is not None

    def _beside(self, left: re.Pattern[str], right: re.Pattern[str]) -> bool:
        end = self.found.end()
        return left.search(self._lead()) is not None or right.match(self.plain, end) is not None

    def _lead(self) -> str:
        return before(self.plain, self.found.start())
