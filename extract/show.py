"""Showing claims in a terminal: the text with its mentions highlighted, and their table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD as HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from extract.claim import Claim
from extract.output import printed

STYLES = {"level": "bold green", "change": "bold yellow", "share": "bold cyan", "ratio": "bold magenta"}
ARROWS = {"up": "↑", "down": "↓", None: ""}
# Terminals that have room for every column; and the width of a date with a stroke after it.
WIDE, NARROW = 110, 11
SIGNS = {"eq": "", "approx": "≈", "gt": ">", "ge": "≥", "lt": "<", "le": "≤", "range": ""}


def highlighted(raw: str, claims: Sequence[Claim]) -> Text:
    """The raw text with every mention in the colour of its kind."""
    text = Text(raw)
    for claim in claims:
        text.stylize(STYLES[claim.kind], claim.start, claim.end)
    return text


def grid(title: str | None = None) -> Table:
    """A table with a line under its header only, so that its columns have all the width."""
    return Table(title=title, title_justify="left", title_style="bold", box=HEAD, show_edge=False, padding=(0, 1, 0, 0))


def table(claims: Sequence[Claim], width: int = WIDE, title: str | None = None) -> Table:
    """The claims as a table for a terminal that many characters wide; a narrow one is not told the sources."""
    shown = grid(title)
    shown.expand = True
    shown.add_column("mention", min_width=8, max_width=16, overflow="fold")
    shown.add_column("amount", justify="right", no_wrap=True)
    shown.add_column("unit", min_width=4, max_width=10, overflow="fold")
    shown.add_column("kind", no_wrap=True)
    shown.add_column("subject", min_width=16, overflow="fold", ratio=1)
    shown.add_column("period", min_width=10, max_width=NARROW if width < WIDE else None, overflow="fold")
    if width >= WIDE:
        shown.add_column("source", overflow="ellipsis", no_wrap=True, max_width=30)
    for claim in claims:
        # Text, because rich reads [this] in a string as a style.
        shown.add_row(*(Text(cell) for cell in _cells(claim)[: len(shown.columns)]))
    return shown


def _cells(claim: Claim) -> tuple[str, ...]:
    return (
        "".join(claim.text.split("\n")),
        amount(claim),
        claim.base_unit,
        f"{claim.kind} {ARROWS[claim.direction]}".strip() + (" ?" if claim.modality == "projected" else ""),
        (claim.subject or "") + (f" / {claim.whole}" if claim.whole else ""),
        (claim.period or "") + (f" < {claim.baseline}" if claim.baseline else ""),
        claim.source or "",
    )


def amount(claim: Claim) -> str:
    """The amount with its relation: ≥500, 3–5.

    >>> from extract import claims
    >>> [amount(c) for c in claims("价格为3—5元，至少500人。")]
    ['3–5', '≥500']
    """
    low = f"{SIGNS[claim.relation]}{printed(claim.amount)}"
    return low if claim.high_amount is None else f"{low}–{printed(claim.high_amount)}"


def show(raw: str, claims: Sequence[Claim], console: Console) -> None:
    """Print a text with its claims, and their table."""
    found = table(claims, console.width) if claims else "no claims"
    console.print(Group(highlighted(raw.rstrip(), claims), "", found))
