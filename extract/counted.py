"""Counted: what a numeral and the scale, approximator and unit behind it make."""

from __future__ import annotations

from decimal import Decimal

import regex

from extract.numeral import Numerals
from extract.quantity import ONE, Quantity
from extract.rulebook import Rule, Rulebook
from extract.unit import MEASURE, Unit, Units

HUNDRED = Decimal(100)
TEN, THOUSAND = Decimal(10), Decimal(1000)
PERCENT = "%"
Match = regex.Match[str]
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}(?![0-9])")


def plain(number: Decimal) -> Decimal:
    """The number without an exponent or trailing zeros."""
    number = number.normalize()
    return number.quantize(ONE) if number == number.to_integral_value() else number


def rounded(number: Decimal) -> Decimal:
    """To six significant digits, as thirds and sevenths are written."""
    return number.quantize(Decimal(1).scaleb(number.adjusted() - 5)) if number else number


class Counted:
    """Builds quantities from numerals, with the units of ``rules/units.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        self.numerals = Numerals(book.data["numerals"])
        self.units = Units(book, self.numerals.simplify)
        settings = book.data["quantities"]
        self._inner = book.compile("{inner}", "numerals")
        self._space = book.compile("[ \u3000\u00a0]?", "numerals")
        self._scale = book.compile(
            "[ \u3000]?(?:[个個]{inner}?)?(?P<s>{scale}|(?:(?i:million|billion|trillion)|[kKwW])(?![A-Za-z/]))",
            "numerals",
        )
        self._bare_after = book.compile(settings["bare_after"], "bare_after")
        self._bare_decimal = book.compile(settings["bare_decimal"], "bare_decimal")
        self._bare_strong = book.compile(settings["bare_strong"], "bare_strong")
        self._bare_before = book.compile(settings["bare_before"], "bare_before")
        self._bare_round = book.compile(settings["bare_round"], "bare_round")
        self._bare_colon = book.compile(settings["bare_colon"], "bare_colon")
        self._not_after_colon = book.compile(settings["not_after_colon"], "not_after_colon")
        self._vague_relations: dict[str, str] = settings["vague_relations"]
        self._least = {unit: Decimal(least) for unit, least in settings["least"].items()}
        self._parted = frozenset(settings["parted"])
        self._lone = book.compile(settings["lone"], "lone")
        self._side = book.compile(settings["side"], "side")
        self._currencies: dict[str, str] = settings["currencies"]

    # A numeral, then scale, approximator and unit

    def _finish(
        self,
        rule: Rule,
        match: Match,
        text: str,
        value: Decimal,
        scale_text: str,
        inner: str,
        high: Decimal | None = None,
    ) -> Quantity | None:
        """Take in the scale, approximator and unit that stand after a numeral."""
        end = match.end()
        head, scale = self.numerals.scale(scale_text)
        printed = scale_text[len(scale_text) - len(scale_text.lstrip("十百千")) :]
        if not scale_text and (found := self._scale.match(text, end)):
            head, scale = self.numerals.scale(found["s"])
            printed = found["s"].lstrip("十百千")
            inner += self._approximator(found[0])
            end = found.end()
        after = self._inner.match(text, end)
        unit_at = after.end() if after else end
        unit = self._unit_at(text, unit_at, value)
        if unit is None and after is not None:
            unit = self._unit_at(text, end, value)
            unit_at = end if unit is not None else unit_at
        if unit is not None:
            unit_at += len(self._space.match(text, unit_at)[0])  # type: ignore[index]
        inner += text[end:unit_at].strip()
        if unit is None:
            return self._bare(
                rule, match.start(), unit_at if after else end, text, value * head, scale, printed, inner, high
            )
        if unit.bare and scale == ONE and _YEAR.fullmatch(text, match.start(), match.end()):
            return None
        unit_end = unit_at if unit.bare else unit_at + len(unit.text)
        if (longer := self._with_approximator(text, unit, unit_at)) is not None:
            unit, more, unit_end = longer
            inner += more
        unit_text, base = ("", "") if unit.bare else (unit.text, unit.base)
        return self._make(
            rule, match.start(), unit_end, text, value * head, scale, printed + unit_text, base,
            high=None if high is None else high * head, unit=unit, inner=inner,
        )  # fmt: skip

    def _with_approximator(self, text: str, unit: Unit, at: int) -> tuple[Unit, str, int] | None:
        """4个多小时: a measure whose 个 is parted from it by an approximator; the approximator; where it ends."""
        more = self._inner.match(text, at + 1) if unit.text in self._parted else None
        if more is None:
            return None
        measure = self.units.at(text[at] + text[more.end() : more.end() + 8], 0)
        if measure is None or measure.type != MEASURE:
            return None
        return measure, more[0], more.end() + len(measure.text) - 1

    def _approximator(self, text: str) -> str:
        found = self._inner.search(text)
        return found[0] if found else ""

    def _unit_at(self, text: str, at: int, value: Decimal) -> Unit | None:
        """The unit after a numeral, over one space if there is one; none that asks for a larger numeral."""
        at += len(self._space.match(text, at)[0])  # type: ignore[index]
        unit = self.units.at(text, at)
        if unit is not None and value < self._least.get(unit.text, value):
            return None
        return unit

    def _bare(
        self, rule: Rule, start: int, end: int, text: str, value: Decimal, scale: Decimal, printed: str, inner: str,
        high: Decimal | None,
    ) -> Quantity | None:  # fmt: skip
        """A numeral with no known unit: a quantity only where its surroundings say so."""
        clear = (high is not None and value >= THOUSAND) or (inner.strip("来來几幾") and value >= TEN)
        if scale == ONE and not clear and not self._stands_alone(text, start, end):
            return None
        if inner and self._inner.fullmatch(text[end - 1 : end]):
            end -= 1
        return self._make(rule, start, end, text, value, scale, printed, "", high=high, inner=inner)

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """A decimal after a word, or any numeral between words that frame an amount; no lone 一, no side of 3:2."""
        if self._lone.fullmatch(text, start, end) or self._side.match(text, start) or self._side.match(text, end):
            return False
        if "." in text[start:end] and self._bare_decimal.search(text, max(0, start - 12), start):
            return not text[end : end + 1].isascii() or text[end : end + 1] in " \t\n,;)?" or end == len(text)
        before = max(0, start - 12)
        round_number = end - start in (3, 4, 5, 6, 7) and text[start:end].isdigit() and text[start:end].endswith("00")
        if round_number and not _YEAR.match(text, start) and self._bare_round.search(text, before, start):
            return True
        if end - start < 6 and self._bare_colon.search(text, before, start):
            return self._not_after_colon.match(text, end) is None
        code = end - start > 5 and text[start:end].isdigit() and text[start:end].endswith("00") is False
        if self._bare_strong.search(text, before, start) and not code:
            return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
        return (
            self._bare_after.match(text, end) is not None
            and self._bare_before.search(text, max(0, start - 12), start) is not None
        )

    def _make(
        self, rule: Rule, start: int, end: int, text: str, value: Decimal, scale: Decimal, unit_text: str, base: str, *,
        high: Decimal | None = None, unit: Unit | None = None, inner: str = "", amount: Decimal | None = None,
        relation: str | None = None, kind: str | None = None, direction: str | None = None,
    ) -> Quantity:  # fmt: skip
        return Quantity(
            start=start,
            end=end,
            text=text[start:end],
            value=plain(value),
            unit=unit_text,
            amount=plain(value * scale if amount is None else amount),
            base_unit=base,
            high_amount=None if high is None else plain(high * scale),
            relation="range" if high is not None else relation or rule.settings.get("relation", "eq"),
            type=unit.type if unit else rule.settings.get("type", ""),
            scale=scale,
            kind=kind,
            direction=direction,
            inner=inner,
            rules=(rule.id, unit.rule) if unit else (rule.id,),
        )
