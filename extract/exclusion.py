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
    """Finds them with ``rules/exclusions.yaml`` and ``rules/sayings.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        self._patterns = (book.patterns("exclusions", "exclusions"), book.patterns("sayings", "sayings"))

    def find(self, text: str) -> list[Exclusion]:
        """The excluded stretches of a text, in order; those of the two files may overlap.

        >>> from extract.rulebook import rulebook
        >>> [e.text for e in Exclusions(rulebook()).find("第十一届大会上，360集团展出Seedance 2.0")]
        ['第十一届', '360', 'Seedance 2.0']
        """
        found = [
            Exclusion(match.start(), match.end(), match[0], rule.id)
            for patterns in self._patterns
            for rule, match in patterns.find(text)
        ]
        return sorted(found, key=lambda exclusion: exclusion.start)
