"""Scoring: how predicted claims agree with labels, at each level of the label guide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LEVELS = ("found", "exact", "quantity", "year", "subject", "claim")
ATTRIBUTES = ("relation", "kind", "direction", "modality", "period")
SIMILAR = 0.7
TOLERANCE = Decimal("1e-6")

_DROPPED = re.compile(r"[\s的“”‘’\"'「」『』]")

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """A label and the prediction it was paired with; one of them is None for a miss or an extra."""

    label: Record | None
    claim: Record | None
    similarity: float = 0.0
    levels: frozenset[str] = frozenset()


def subsequence(a: str, b: str) -> int:
    """Length of the longest common subsequence.

    >>> subsequence("用户规模", "用户的规模")
    4
    """
    row = [0] * (len(b) + 1)
    for sign in a:
        previous = 0
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], previous + 1 if sign == other else max(row[j], row[j - 1])
    return row[-1]


def similarity(subject: str | None, wordings: Iterable[str]) -> float:
    """F1 over characters from the longest common subsequence, against the best of several wordings.

    >>> similarity("中国网络视听用户规模", ["中国网络视听的用户规模", "用户规模"])
    1.0
    """
    mine = _DROPPED.sub("", subject or "")
    best = 0.0
    for wording in wordings:
        theirs = _DROPPED.sub("", wording or "")
        if mine and theirs:
            best = max(best, 2 * subsequence(mine, theirs) / (len(mine) + len(theirs)))
        elif not mine and not theirs:
            best = 1.0
    return best


def close(a: Any, b: Any) -> bool:
    """Equal within a relative 1e-6; None equals only None."""
    if a is None or b is None:
        return a is None and b is None
    left, right = Decimal(str(a)), Decimal(str(b))
    return abs(left - right) <= TOLERANCE * max(abs(left), abs(right))


def compare(label: Record, claim: Record) -> Pair:
    """The levels at which a prediction agrees with a label."""
    levels = {"found"}
    if label["start"] == claim["start"] and label["end"] == claim["end"]:
        levels.add("exact")
    alike = similarity(claim["subject"], [label["subject"], *(label.get("subject_alt") or ())])
    if (
        close(label["amount"], claim["amount"])
        and close(label.get("high_amount"), claim.get("high_amount"))
        and label["base_unit"] == claim["base_unit"]
    ):
        levels.add("quantity")
        if label["year"] == claim["year"]:
            levels.add("year")
        if alike >= SIMILAR:
            levels.add("subject")
        if {"year", "subject"} <= levels:
            levels.add("claim")
    return Pair(label, claim, alike, frozenset(levels))


def pair(labels: Sequence[Record], claims: Sequence[Record]) -> list[Pair]:
    """Pair labels and predictions one to one where their spans overlap, larger overlaps first.

    Optional labels, and what is paired with them, are left out.
    """
    overlaps = []
    for i, label in enumerate(labels):
        for j, claim in enumerate(claims):
            shared = min(label["end"], claim["end"]) - max(label["start"], claim["start"])
            if shared > 0:
                overlaps.append((-shared, label["end"] - label["start"] + claim["end"] - claim["start"], i, j))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(overlaps):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    pairs = []
    for i, label in enumerate(labels):
        if not label.get("optional"):
            pairs.append(compare(label, claims[taken[i]]) if i in taken else Pair(label, None))
    pairs += [Pair(None, claim) for j, claim in enumerate(claims) if j not in used]
    return pairs
