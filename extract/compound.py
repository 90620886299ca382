"""Compounds: two quantities that stand together and are one (1分30秒, 3元5角, 3亿5000万元)."""

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
        self._range_links = frozenset(book.data["quantities"]["range_links"])
        self._smaller = {
            unit: {small: Decimal(times) for small, times in rule.settings["then"].items()}
            for rule in self._rules
            for unit in rule.settings["units"]
        }
        self._links = tuple(book.data["quantities"]["compound_links"])

    def join(self, text: str, found: list[Quantity]) -> Iterator[Quantity]:
        """The quantities, with neighbours that are one quantity joined."""
        held: list[Quantity] = []
        for quantity in found:
            joined = self._joined(text, held[-1], quantity) if held else None
            if joined is not None:
                held[-1] = joined
                continue
            if len(held) == 2:
                yield from self._ranged(text, *held)
                held = []
            if held and text[held[-1].end : quantity.start] not in self._range_links:
                yield from held
                held = []
            held.append(quantity)
        yield from self._ranged(text, *held) if len(held) == 2 else held

    def _ranged(self, text: str, low: Quantity, high: Quantity) -> list[Quantity]:
        """一年六个月至三年: a range one end of which is a compound, in the smaller unit; else both as they are."""
        both = self._alike(low, high)
        compound = any(rule.startswith("compound") for rule in (*low.rules, *high.rules))
        if both is None or not compound or low.high_amount is not None or high.high_amount is not None:
            return [low, high]
        least, most, unit = both
        if least >= most:
            return [low, high]
        return [
            replace(
                unit, start=low.start, end=high.end, text=text[low.start : high.end], value=least, amount=least,
                high_amount=most, relation="range", rules=(*low.rules, *high.rules),
            )
        ]  # fmt: skip

    def _alike(self, low: Quantity, high: Quantity) -> tuple[Decimal, Decimal, Quantity] | None:
        """Two amounts in one unit, and the one that has it; None if they have none in common."""
        if low.base_unit == high.base_unit:
            return low.amount, high.amount, high
        if times := self._smaller.get(high.unit, {}).get(low.unit):
            return low.amount, plain(high.amount * times), low
        if times := self._smaller.get(low.unit, {}).get(high.unit):
            return plain(low.amount * times), high.amount, high
        return None

    def _joined(self, text: str, left: Quantity, right: Quantity) -> Quantity | None:
        if text[left.end : right.start] not in self._links or left.high_amount is not None:
            return None
        if left.unit and left.base_unit == "" and left.scale > right.scale:
            return self._scales(text, left, right)
        for rule in self._rules:
            if left.unit in rule.settings["units"] and right.unit in rule.settings["then"]:
                return self._units(text, rule, left, right)
        return None

    def _scales(self, text: str, left: Quantity, right: Quantity) -> Quantity | None:
        """3亿5000万元: the smaller scale is printed last and is kept."""
        if left.end != right.start or (right.unit and right.value == ONE):
            return None  # 5万一平
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
