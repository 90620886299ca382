"""Showing claims in a terminal: the text with its mentions highlighted, and their table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from extract.claim import Claim
from extract.output import printed

STYLES = {"level": "bold green", "change": "bold yellow", "share": "bold cyan", "ratio": "bold magenta"}
ARROWS = {"up": "↑", "down": "↓", None: ""}
SIGNS = {"eq": "", "approx": "≈", "gt": ">", "ge": "≥", "lt": "<", "le": "≤", "range": ""}


def highlighted(raw: str, claims: Sequence[Claim]) -> Text:
    """The raw text with every mention in the colour of its kind."""
    text = Text(raw)
    for claim in claims:
        text.stylize(STYLES[claim.kind], claim.start, claim.end)
    return text


def table(claims: Sequence[Claim], title: str | None = None) -> Table:
    """The claims as a table for the terminal."""
    grid = Table(title=title, title_justify="left")
    for name, justify in (("mention", "left"), ("amount", "right"), ("unit", "left"), ("kind", "left")):
        grid.add_column(name, justify=justify, no_wrap=name == "amount")  # type: ignore[arg-type]
    grid.add_column("subject", overflow="fold", ratio=1)
    grid.add_column("period")
    grid.add_column("source")
    for claim in claims:
        cells = (
            "".join(claim.text.split("\n")),
            amount(claim),
            claim.base_unit,
            f"{claim.kind} {ARROWS[claim.direction]}".strip() + (" ?" if claim.modality == "projected" else ""),
            (claim.subject or "") + (f" / {claim.whole}" if claim.whole else ""),
            (claim.period or "") + (f" < {claim.baseline}" if claim.baseline else ""),
            claim.source or "",
        )
        # Text, because rich reads [this] in a string as a style.
        grid.add_row(*map(Text, cells))
    return grid


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
    console.print(Group(highlighted(raw, claims), table(claims)))
