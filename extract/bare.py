"""Bare numerals: whether one without scale and unit is a quantity, by what stands around it."""

from __future__ import annotations

from typing import Final

from extract.pattern import compiled
from extract.rulebook import Rulebook

_YEAR: Final = compiled(r"(?!2000)(?:19|20)[0-9]{2}(?![0-9])")
# How far back the words that frame a numeral may stand.
_REACH: Final = 12


class Bare:
    """Reads the surroundings with the patterns under ``bare`` in ``rules/quantities.yaml``.

    >>> from extract.rulebook import rulebook
    >>> bare = Bare(rulebook())
    >>> bare.counts("总数为1200。", 3, 7), bare.counts("详见图集1200页码", 4, 8)
    (True, False)
    """

    def __init__(self, book: Rulebook) -> None:
        patterns = book.data["quantities"]["bare"]
        self._patterns = {name: book.compile(pattern, f"bare.{name}") for name, pattern in patterns.items()}

    def _before(self, name: str, text: str, start: int) -> bool:
        return self._patterns[name].search(text, max(0, start - _REACH), start) is not None

    def _after(self, name: str, text: str, end: int) -> bool:
        return self._patterns[name].match(text, end) is not None

    def names(self, text: str, start: int, end: int) -> bool:
        """A numeral that before a noun counts nothing: a year (2018企业), or 一, 百, 千 alone (一男子, 百城)."""
        lone = self._patterns["alone"].fullmatch(text, start, end)
        return lone is not None or _YEAR.fullmatch(text, start, end) is not None

    def ranges(self, text: str, end: int) -> bool:
        """Whether two numerals that a range mark joins are a range by what follows them: 1000-2000不等."""
        return self._after("ranged", text, end)

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether the numeral is a quantity."""
        numeral = text[start:end]
        if self._patterns["lone"].fullmatch(text, start, end) or self._after("side", text, start):
            return False
        if self._after("side", text, end):
            return False
        if self._patterns["hundreds"].fullmatch(text, start, end) and self._after("hundreds_of", text, end):
            return True
        if self._patterns["crowd"].fullmatch(text, start, end):
            return self._after("crowd_end", text, end)
        ended = self._after("after", text, end)
        if "." in numeral and self._before("decimal", text, start):
            clear = len(numeral) - numeral.index(".") > 2 or self._after("decimal_end", text, end)
            return ended or clear or self._before("colon", text, start)
        if self._is_price(text, start, end) or (end - start > 1 and self._after("mark", text, end)):
            return True
        if not _YEAR.match(text, start):
            if _is_round(numeral) and self._before("round", text, start):
                return True
            if len(numeral) < 6 and self._before("colon", text, start):
                return not self._after("not_after_colon", text, end)
        code = len(numeral) > 5 and numeral.isdigit() and not numeral.endswith("00")
        if self._before("strong", text, start) and not code:
            return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
        return ended and self._before("before", text, start)

    def _is_price(self, text: str, start: int, end: int) -> bool:
        """售价1299, 月薪八千: two digits or more, or hundreds in characters."""
        plain = 2 <= end - start <= 6 and (
            text[start:end].isdigit() or self._patterns["hundreds"].fullmatch(text, start, end)
        )
        return bool(plain) and self._after("priced_end", text, end) and self._before("priced", text, start)


def _is_round(numeral: str) -> bool:
    return 3 <= len(numeral) <= 7 and numeral.isdigit() and numeral.endswith("00")
