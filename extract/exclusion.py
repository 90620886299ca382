"""Exclusions: numerals that are no quantities (ordinals, names, versions, sayings …)."""

from __future__ import annotations

from dataclasses import dataclass

from extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch that is no quantity, and the rule that says so."""

    start: int
    end: int
    text: str
    rule: str


class Exclusions:
    """Finds them with ``rules/exclusions.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        self._patterns = book.patterns("exclusions", "exclusions")

    def find(self, text: str) -> list[Exclusion]:
        """The excluded stretches of a text, in order.

        >>> from extract.rulebook import rulebook
        >>> [e.text for e in Exclusions(rulebook()).find("第十一届大会上，360集团展出Seedance 2.0")]
        ['第十一届', '360', 'Seedance 2.0']
        """
        return [Exclusion(match.start(), match.end(), match[0], rule.id) for rule, match in self._patterns.find(text)]
