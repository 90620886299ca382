"""The summary of a run: what was read, what was found, what failed. It needs the same memory however much was read."""

from __future__ import annotations

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
        """Claims a document, by kind; of many documents, those with most."""
        from rich.table import Table

        with_claims = len(self._most)
        grid = Table(title=f"the {LONGEST} documents with most claims" if with_claims == LONGEST else None)
        grid.add_column("document", overflow="fold")
        for name in ("claims", *KINDS, "with subject", "with year"):
            grid.add_column(name, justify="right")
        for count, _, path, counts in sorted(self._most, key=lambda entry: entry[2]):
            numbers = (count, *(counts[kind] for kind in KINDS), counts["subject"], counts["year"])
            grid.add_row(path, *map(str, numbers))
        return grid

    def show(self, console: Console) -> None:
        """Print the counts of the run and some of its claims."""
        from extract.show import table

        if not self.claims:
            return
        console.print(self.by_document())
        sample = sorted(map(claim_of, self._sample), key=lambda claim: (claim.doc, claim.start))
        console.print(table(sample, title=f"{len(sample)} of {self.claims} claims"))


def _counted(rows: tuple[Row, ...]) -> Counter[str]:
    counts = Counter(row[_KIND] for row in rows)
    counts["subject"] = sum(row[_SUBJECT] is not None for row in rows)
    counts["year"] = sum(row[_YEAR] is not None for row in rows)
    return counts
