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
        self._links = tuple(book.data["quantities"]["compound_links"])

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
