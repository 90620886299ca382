"""What the tests share: claims of a text, asked for by their mention."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import extract
from extract.claim import Claim

ROOT = Path(__file__).parent.parent
SEEDS, GOLD, RULES = ROOT / "seeds", ROOT / "gold", ROOT / "rules"

# A report such as people keep in folders: two facts, a plan, a change.
REPORT = "2023年，全市粮食产量达20.5万吨，同比增长3%。预计2026年，全市粮食产量将达25万吨。\n"


def mentions(text: str, date: str | None = None) -> list[str]:
    """The mentions a text gives, without white space."""
    return ["".join(claim.text.split()) for claim in extract.claims(text, date)]


def claim(text: str, mention: str, date: str | None = None) -> Claim:
    """The claim of a text with a mention."""
    found = extract.claims(text, date)
    chosen = [c for c in found if c.text == mention]
    assert chosen, f"no claim {mention!r} in {text!r}, only {[c.text for c in found]}"
    return chosen[0]


def number(value: str | None) -> Decimal | None:
    """The number a table of expectations writes; None for nothing."""
    return Decimal(value.replace("_", "")) if value else None


def close(got: Decimal | None, wanted: Decimal | None) -> bool:
    """Equal within a relative 1e-6, as the label guide scores amounts."""
    if got is None or wanted is None:
        return got is wanted
    return abs(got - wanted) <= Decimal("1e-6") * max(abs(got), abs(wanted))


def fields(found: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a claim that are asked for."""
    return {name: getattr(found, name) for name in wanted}
