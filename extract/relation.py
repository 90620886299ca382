"""Relations: the words beside a quantity that say how it binds the true amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.quantity import Quantity
from extract.rulebook import Rule, Rulebook

# How far back a word may stand that binds a part over what it is a part of.
FARTHEST: Final = 26
# What an aside between unit and word begins with.
_ASIDE: Final = ("人", "（", "(")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a relation; with ``families`` it binds quantities of those families of units only."""

    text: str
    relation: str
    rule: str
    families: frozenset[str]


class Relations:
    """Reads the words of ``rules/relations.yaml`` around a quantity."""

    def __init__(self, book: Rulebook) -> None:
        rules = book.rules("relations", "relations")
        self._after = self._by_sign(self._by_length(rules, "after"), 0)
        self._before = self._by_sign(self._by_length(rules, "before"), -1)
        self._inside = self._by_length(rules, "inside")
        self._not_after = book.compile(book.data["relations"]["not_after"], "not_after")
        self._gap = book.compile(book.data["relations"]["gap"], "gap")
        self._far = book.compile(book.data["relations"]["far"], "far")
        self._far_part = book.compile(book.data["relations"]["far_part"], "far_part")
        self._part_units = frozenset(book.data["relations"]["part_units"])
        self._aside = book.compile(book.data["relations"]["aside"], "aside")
        self._spread = book.compile(book.data["relations"]["spread"], "spread")
        self._extremes = tuple(book.data["relations"]["extremes"])
        self._shared = book.compile(book.data["relations"]["shared"], "shared")
        self._either = frozenset(book.data["relations"]["either"])
        self._joints = self._either.union(book.data["relations"]["joints"])
        self._far_words = {rule.settings["relation"]: rule.id for rule in rules if rule.settings.get("far")}
        self._not_before = book.compile(book.data["relations"]["not_before"], "not_before")

    @staticmethod
    def _by_length(rules: tuple[Rule, ...], side: str) -> list[Word]:
        words = [
            Word(word, rule.settings["relation"], rule.id, frozenset(rule.settings.get("families") or ()))
            for rule in rules
            for word in rule.settings.get(side) or ()
        ]
        return sorted(words, key=lambda word: -len(word.text))

    @staticmethod
    def _by_sign(words: list[Word], place: int) -> dict[str, list[Word]]:
        """The words by their first or last character, so that few are compared."""
        by_sign: dict[str, list[Word]] = {}
        for word in words:
            by_sign.setdefault(word.text[place], []).append(word)
        return by_sign

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
        return quantity.bound(relation, (rule,))

    def shared(self, quantities: list[Quantity], text: str) -> list[Quantity]:
        """The quantities, those that are dealt out or alternatives with the relation of the first: 分别不低于3亿元、4亿元.

        The most and the least of what was measured bind nothing: 票价最高80元，最低30元.

        >>> from extract.quantity import Quantities
        >>> from extract.rulebook import rulebook
        >>> [q.relation for q in Quantities(rulebook()).find("分别不足3人、4人和5人，不足3人、4人")]
        ['lt', 'lt', 'lt', 'lt', 'eq']
        """
        first = 0
        for i in range(1, len(quantities)):
            before, quantity = quantities[i - 1], quantities[i]
            joint = text[before.end : quantity.start]
            if before.relation in ("le", "ge", "eq") and self._spread.match(joint):
                quantities[i - 1], quantities[i] = (self._reading(q, text) for q in (before, quantity))
            if joint not in self._joints:
                first = i
            elif before.relation not in ("eq", "range") and (quantity.relation, quantity.base_unit) == (
                "eq",
                before.base_unit,
            ):
                start = quantities[first].start
                if joint in self._either or self._shared.search(text, max(0, start - FARTHEST), start):
                    quantities[i] = quantity.bound(before.relation, ())
        return quantities

    def _reading(self, quantity: Quantity, text: str) -> Quantity:
        """A quantity with 最高 or 最低 before it as what was measured."""
        bound = text.endswith(self._extremes, max(0, quantity.start - FARTHEST), quantity.start)
        return quantity.bound("eq", ()) if bound else quantity

    def _word_after(self, quantity: Quantity, text: str) -> tuple[str, str] | None:
        at = quantity.end
        if text[at : at + 1] in _ASIDE and (aside := self._aside.match(text, at, at + 3)):
            at = aside.end()
        for word in self._after.get(text[at : at + 1], ()):
            fits = not word.families or word.families.intersection(quantity.rules)
            if fits and text.startswith(word.text, at) and not self._not_after.match(text, at, at + 60):
                return word.relation, word.rule
        return None

    def _word_inside(self, quantity: Quantity) -> tuple[str, str] | None:
        for word in self._inside:
            if word.text in quantity.inner:
                return word.relation, word.rule
        return None

    def _word_before(self, quantity: Quantity, text: str) -> tuple[str, str] | None:
        before = text[max(0, quantity.start - 14) : quantity.start]
        gap = self._gap.search(before)
        for end in (len(before), gap.start()) if gap else (len(before),):
            for word in self._before.get(before[end - 1], ()) if end else ():
                if before.endswith(word.text, 0, end) and not self._not_before.search(before, 0, end):
                    return word.relation, word.rule
        far = self._far.search(before)
        if far is None and quantity.base_unit in self._part_units:
            far = self._far_part.search(text, max(0, quantity.start - FARTHEST), quantity.start)
        if far is None:
            return None
        relation = next(name for name, said in far.groupdict().items() if said)
        return relation, self._far_words[relation]
