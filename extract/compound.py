"""Compounds: quantities that stand together and are one (1分30秒, 3元5角, 3亿5000万元, 一年六个月至四年)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.counted import plain
from extract.quantity import ONE, Quantity
from extract.rulebook import Rule, Rulebook


class Compounds:
    """Joins neighbours with the rules under ``compounds`` in ``rules/quantities.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        self._rules = book.rules("quantities", "compounds")
        self._links = tuple(book.data["quantities"]["compound_links"])
        spans = book.data["quantities"]["spans"]
        self._spans, self._few = frozenset(spans["units"]), Decimal(spans["few"])
        self._to = tuple(book.data["quantities"]["range_links"])

    def join(self, text: str, found: list[Quantity]) -> Iterator[Quantity]:
        """The quantities, with neighbours that are one quantity joined."""
        held: Quantity | None = None
        for quantity in found:
            joined = self._joined(text, held, quantity) if held is not None else None
            if joined is not None:
                held = joined
                continue
            if held is not None:
                yield held
            held = quantity
        if held is not None:
            yield held

    def _joined(self, text: str, left: Quantity, right: Quantity) -> Quantity | None:
        between = text[left.end : right.start]
        if left.high_amount is not None or between in self._to:
            return self._range(text, left, right, between in self._to)
        if between not in self._links:
            return None
        if left.unit and left.base_unit == "" and left.scale > right.scale:
            return self._scales(text, left, right)
        for rule in self._rules:
            if left.unit in rule.settings["units"] and right.unit in rule.settings["then"]:
                return self._units(text, rule, left, right)
        return None

    def _range(self, text: str, left: Quantity, right: Quantity, to: bool) -> Quantity | None:
        """三年至五年六个月, 一年六个月至四年, 十个月至三年二个月: a range in the smaller of its units.

        Args:
            left: a range, or its lower end; right: its upper end, or what is left of that.
            to: whether right is the upper end.
        """
        low, high = left.amount, right.amount if left.high_amount is None else left.high_amount
        if (to and (left.high_amount or right.high_amount)) or (not to and left.end != right.start):
            return None
        for rule in self._rules:
            larger, smaller = rule.settings["units"], rule.settings["then"]
            if to and left.unit in smaller and right.unit in larger:
                high *= Decimal(smaller[left.unit])
                unit, base = left.unit, left.base_unit
            elif not to and right.unit in smaller and left.text.endswith(tuple(larger)):
                times = Decimal(smaller[right.unit]) if left.unit in larger else ONE
                low, high = low * times, high * times + right.amount
                unit, base = right.unit, right.base_unit
            else:
                continue
            low, high = plain(low), plain(high)
            if low < high:
                return replace(
                    left, end=right.end, text=text[left.start : right.end], value=low, amount=low, high_amount=high,
                    unit=unit, base_unit=base, relation="range", scale=ONE, rules=(*left.rules, rule.id),
                )  # fmt: skip
        return None

    def _scales(self, text: str, left: Quantity, right: Quantity) -> Quantity | None:
        """3亿5000万元: the smaller scale is printed last and is kept."""
        if left.end != right.start or (right.unit and right.value == ONE):
            return None  # 5万一平
        if right.base_unit in self._spans and right.amount < self._few:
            return None  # 借款80万20年
        amount = left.amount + right.amount
        return replace(
            right,
            start=left.start,
            text=text[left.start : right.end],
            value=plain(amount / right.scale),
            amount=plain(amount),
        )

    def _units(self, text: str, rule: Rule, left: Quantity, right: Quantity) -> Quantity:
        times = Decimal(rule.settings["then"][right.unit])
        small = left.amount * times + right.amount
        value = plain(small / times) if rule.settings.get("larger") else plain(small)
        unit = rule.settings.get("unit") or right.unit
        base = rule.settings.get("unit") or right.base_unit
        return replace(
            right, start=left.start, text=text[left.start : right.end], value=value, amount=value, unit=unit,
            base_unit=base, scale=ONE, rules=(*right.rules, rule.id),
        )  # fmt: skip
