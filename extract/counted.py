"""Counted: what a numeral and the scale, approximator and unit behind it make."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from extract.bare import Bare
from extract.numeral import Numerals
from extract.pattern import Match
from extract.quantity import ONE, Quantity
from extract.rulebook import Rule, Rulebook
from extract.unit import CLASSIFIER, MEASURE, Unit, Units

HUNDRED: Final = Decimal(100)
TEN: Final = Decimal(10)
THOUSAND: Final = Decimal(1000)
PERCENT: Final = "%"


def plain(number: Decimal) -> Decimal:
    """The number without an exponent or trailing zeros."""
    number = number.normalize()
    return number.quantize(ONE) if number == number.to_integral_value() else number


def rounded(number: Decimal, digits: int = 6) -> Decimal:
    """To six significant digits, as thirds and sevenths are written."""
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1)) if number else number


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
        self._alone = Bare(book)
        self._vague_relations: dict[str, str] = settings["vague_relations"]
        self._least = {unit: Decimal(least) for unit, least in settings["least"].items()}
        pieces = settings["pieces"]
        self._pieces = frozenset(pieces["units"])
        self._piece_beside = [book.compile(pieces[side], f"pieces.{side}") for side in ("before", "after")]
        power = settings["power"]
        self._power_beside = [book.compile(power[side], f"power.{side}") for side in ("before", "after")]
        self._parted = frozenset(settings["parted"])
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
        printed = self.numerals.proper(scale_text)
        if (
            not scale_text
            and (found := self._scale.match(text, end))
            and not self._is_power(text, match.start(), found)
        ):
            head, scale = self.numerals.scale(found["s"])
            printed = self.numerals.proper(found["s"])
            inner += self._approximator(found[0])
            end = found.end()
        unit, unit_at = self._unit_after(text, end, value)
        inner += text[end:unit_at].strip()
        if unit is None:
            return self._bare(rule, match.start(), unit_at, text, value * head, scale, printed, inner, high)
        if unit.bare and scale == ONE and self._alone.names(text, match.start(), match.end()):
            return None
        unit = self._piece(text, match.start(), unit_at, unit)
        unit_end = len(text[:unit_at].rstrip()) if unit.bare else unit_at + len(unit.text)
        if (longer := self._with_approximator(text, unit, unit_at)) is not None:
            unit, more, unit_end = longer
            inner += more
        unit_text, base = ("", "") if unit.bare else (unit.text, unit.base)
        return self._make(
            rule, match.start(), unit_end, text, value * head, scale, printed + unit_text, base,
            high=None if high is None else high * head, unit=unit, inner=inner,
        )  # fmt: skip

    def _is_power(self, text: str, start: int, scale: Match) -> bool:
        """功率1700W, 65W快充: the letter is watts and no 万."""
        before, after = self._power_beside
        watts = scale["s"] in ("W", "w")
        return watts and bool(before.search(text, max(0, start - 10), start) or after.match(text, scale.end()))

    def _unit_after(self, text: str, end: int, value: Decimal) -> tuple[Unit | None, int]:
        """The unit behind a numeral and its scale, over an approximator; where it starts, or the approximator ends."""
        after = self._inner.match(text, end)
        for at in (after.end(), end) if after else (end,):
            unit = self._unit_at(text, at, value)
            if unit is not None:
                return unit, at + len(self._space.match(text, at)[0])  # type: ignore[index]
        return None, after.end() if after else end

    def _piece(self, text: str, start: int, at: int, unit: Unit) -> Unit:
        """The unit, or the piece it is: 宣传牌10块, 3块展板."""
        if unit.text not in self._pieces:
            return unit
        before, after = self._piece_beside
        if before.search(text, max(0, start - 8), start) or after.match(text, at + len(unit.text)):
            return Unit(unit.text, self.numerals.simplify(unit.text), CLASSIFIER, "unit.thing")
        return unit

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
        clear = (high is not None and value >= HUNDRED) or (inner.strip("来來几幾") and value >= TEN)
        clear = clear or (rule.settings["reads"] == "range" and self._alone.ranges(text, end))
        clear = clear or (rule.settings["reads"] == "vague" and value >= HUNDRED and text[start] != "上")
        if scale == ONE and not clear and not self._alone.counts(text, start, end):
            return None
        if inner and self._inner.fullmatch(text[end - 1 : end]):
            end -= 1
        return self._make(rule, start, end, text, value, scale, printed, "", high=high, inner=inner)

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
