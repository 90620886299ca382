"""Relations: the words beside a quantity that say how it binds the true amount."""

from __future__ import annotations

from dataclasses import replace

from extract.quantity import Quantity
from extract.rulebook import Rule, Rulebook


class Relations:
    """Reads the words of ``rules/relations.yaml`` around a quantity."""

    def __init__(self, book: Rulebook) -> None:
        rules = book.rules("relations", "relations")
        self._after = self._by_length(rules, "after")
        self._before = self._by_length(rules, "before")
        self._inside = self._by_length(rules, "inside")
        self._not_after = book.compile(book.data["relations"]["not_after"], "not_after")
        self._gap = book.compile(book.data["relations"]["gap"], "gap")
        self._not_before = book.compile(book.data["relations"]["not_before"], "not_before")

    @staticmethod
    def _by_length(rules: tuple[Rule, ...], side: str) -> list[tuple[str, str, str]]:
        words = [(word, r.settings["relation"], r.id) for r in rules for word in r.settings.get(side) or ()]
        return sorted(words, key=lambda entry: -len(entry[0]))

    def bind(self, quantity: Quantity, text: str) -> Quantity:
        """The quantity with its relation; a range, and what a form says of itself, stay unless a word says more."""
        if quantity.relation == "range":
            return quantity
        found = self._word_after(quantity, text) or self._word_inside(quantity)
        if found is None and quantity.relation == "eq":
            found = self._word_before(quantity, text)
        if found is None:
            return quantity
        relation, rule = found
        return replace(quantity, relation=relation, rules=(*quantity.rules, rule))

    def _word_after(self, quantity: Quantity, text: str) -> tuple[str, str] | None:
        for word, relation, rule in self._after:
            if text.startswith(word, quantity.end) and not self._not_after.match(text, quantity.end):
                return relation, rule
        return None

    def _word_inside(self, quantity: Quantity) -> tuple[str, str] | None:
        for word, relation, rule in self._inside:
            if word in quantity.inner:
                return relation, rule
        return None

    def _word_before(self, quantity: Quantity, text: str) -> tuple[str, str] | None:
        before = text[max(0, quantity.start - 14) : quantity.start]
        gap = self._gap.search(before)
        for end in (len(before), gap.start()) if gap else (len(before),):
            if end and not self._not_before.search(before, 0, end):
                for word, relation, rule in self._before:
                    if before.endswith(word, 0, end):
                        return relation, rule
        return None
