"""Exclusions: numerals that are no quantities (ordinals, names, versions, sayings …)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.rulebook import Rulebook


@dataclass(init=False, slots=True)
class Exclusion:
    """A stretch that is no quantity, and the rule that says so."""

    start: Final[int]
    end: Final[int]
    text: Final[str]
    rule: Final[str]

    def __init__(self, start: int, end: int, text: str, rule: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.rule = rule


class Exclusions:
    """Finds them with ``rules/exclusions.yaml`` and ``rules/sayings.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        items = book.data["exclusions"]["items"]
        self._item = book.compile(items["pattern"], "items")
        self._run = int(items["run"])
        self._patterns = (book.patterns("exclusions", "exclusions"), book.patterns("sayings", "sayings"))

    def _items(self, text: str) -> Iterator[Exclusion]:
        """The numbers of lists run into the text: runs of 1, 2, 3 …"""
        run: list[Exclusion] = []
        for match in self._item.finditer(text):
            item = Exclusion(*match.span("k"), match["k"], "exclude.items")
            if run and int(item.text) != int(run[-1].text) + 1:
                if int(item.text) != 1:
                    continue
                yield from run if len(run) >= self._run else ()
                run = []
            if run or item.text == "1":
                run.append(item)
        yield from run if len(run) >= self._run else ()

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
        found += self._items(text)
        return sorted(found, key=lambda exclusion: exclusion.start)
