"""The summary of a run: what was read, what was found, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from extract.claim import KINDS, Claim

LONGEST = 20


def by_document(claims: Sequence[Claim]) -> Table:
    """Claims a document, by kind; of many documents, those with most.

    >>> from extract import claims
    >>> by_document(claims("2023年产量20万吨，增长3%。", name="report.txt")).row_count
    1
    """
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        counts.setdefault(claim.doc, Counter())[claim.kind] += 1
    several = sorted(counts.items(), key=lambda item: -item[1].total())[:LONGEST]
    grid = Table(title=f"the {LONGEST} documents with most claims" if len(counts) > LONGEST else None)
    grid.add_column("document", overflow="fold")
    for name in ("claims", *KINDS, "with subject", "with year"):
        grid.add_column(name, justify="right")
    for doc, kinds in sorted(several):
        mine = [claim for claim in claims if claim.doc == doc]
        told = [sum(c.subject is not None for c in mine), sum(c.year is not None for c in mine)]
        grid.add_row(doc, *map(str, (kinds.total(), *(kinds[kind] for kind in KINDS), *told)))
    return grid


def summarise(claims: Sequence[Claim], console: Console, sample: int = 12) -> None:
    """Print the counts of a run and some of its claims."""
    from extract.show import table

    if not claims:
        return
    console.print(by_document(claims))
    step = max(1, len(claims) // sample)
    console.print(table(claims[::step][:sample], title=f"{min(sample, len(claims))} of {len(claims)} claims"))
