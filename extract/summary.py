"""The summary of a run: what was read, what was found, what failed. It needs the same memory however much was read."""

from __future__ import annotations

import os
import random
from collections import Counter
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from extract.claim import KINDS
from extract.outcome import Failure, Outcome
from extract.row import PLACE, Row, claim_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

LONGEST, SAMPLE = 20, 12
# Failures beyond this many are counted, not kept; they have been named as they came.
MOST_FAILURES = 100_000

_KIND, _SUBJECT, _YEAR = PLACE["kind"], PLACE["subject"], PLACE["year"]


class Summary:
    """Is told of every file, and prints what became of all."""

    def __init__(self) -> None:
        self.files = self.claims = self.unchanged = self.failed = 0
        self.failures: list[Failure] = []
        self._most: list[tuple[int, int, str, Counter[str]]] = []
        self._sample: list[Row] = []
        self._chance = random.Random(0)

    def add(self, outcome: Outcome) -> None:
        """Count a file."""
        self.files += 1
        self.unchanged += outcome.unchanged
        if outcome.failure is not None:
            self.failed += 1
            if self.failed <= MOST_FAILURES:
                self.failures.append(outcome.failure)
        for row in outcome.rows:
            self._consider(row)
        if outcome.rows:
            entry = (len(outcome.rows), -self.files, outcome.path, _counted(outcome.rows))
            (heappush if len(self._most) < LONGEST else heappushpop)(self._most, entry)

    def _consider(self, row: Row) -> None:
        """Keep each claim of the run with the same chance."""
        self.claims += 1
        if len(self._sample) < SAMPLE:
            self._sample.append(row)
        elif (place := self._chance.randrange(self.claims)) < SAMPLE:
            self._sample[place] = row

    def by_document(self) -> Table:
        """Claims a document: all, by kind, and those with a subject and a year; of many documents, those with most."""
        from rich.text import Text

        from extract.show import grid

        title = f"the {LONGEST} documents with most claims" if len(self._most) == LONGEST else None
        shown = grid(title)
        shown.add_column("document", overflow="ellipsis", no_wrap=True)
        for name in ("claims", *KINDS, "subject", "year"):
            shown.add_column(name, justify="right", no_wrap=True)
        entries = sorted(self._most, key=lambda entry: entry[2])
        for name, (count, _, _, counts) in zip(_short([entry[2] for entry in entries]), entries, strict=True):
            numbers = (count, *(counts[kind] for kind in KINDS), counts["subject"], counts["year"])
            shown.add_row(Text(name), *map(str, numbers))
        return shown

    def show(self, console: Console) -> None:
        """Print the counts of the run and some of its claims."""
        from extract.show import table

        if not self.claims:
            return
        console.print(self.by_document())
        console.print()
        sample = sorted(map(claim_of, self._sample), key=lambda claim: (claim.doc, claim.start))
        console.print(table(sample, console.width, f"{len(sample)} of {self.claims} claims"))
        console.print()


def _short(paths: list[str]) -> list[str]:
    """Paths without the folder that all are in.

    >>> _short(["a/b/c.txt", "a/b/d/e.txt"]), _short(["a/b.txt"])
    (['c.txt', 'd/e.txt'], ['b.txt'])
    """
    folder = os.path.commonpath([os.path.dirname(path) for path in paths]) if paths else ""
    return [os.path.relpath(path, folder) if folder else path for path in paths]


def _counted(rows: tuple[Row, ...]) -> Counter[str]:
    counts = Counter(row[_KIND] for row in rows)
    counts["subject"] = sum(row[_SUBJECT] is not None for row in rows)
    counts["year"] = sum(row[_YEAR] is not None for row in rows)
    return counts
