"""Tallies of scored pairs: precision, recall and F1 by level, accuracies of attributes, bootstrap intervals.

Scorers of spans compare boundaries and a label: spaCy's ``Scorer.score_spans`` asks that both be equal, nervaluate also
gives credit for overlaps (the schemes of SemEval 2013). The label guide asks more of a pair (amount, unit, year, the
likeness of subjects) and has labels that don't count either way, which neither can express. So mentions are paired in
``extract.score``, and of spaCy only ``PRFScore`` is used: the arithmetic of precision, recall and F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.scorer import PRFScore

from extract.score import ATTRIBUTES, LEVELS, Pair

RESAMPLES = 1000
SEED = 20240229


@dataclass(frozen=True)
class Tally:
    """The pairs of one document, or of several."""

    pairs: tuple[Pair, ...]

    @property
    def labels(self) -> int:
        return sum(pair.label is not None for pair in self.pairs)

    @property
    def claims(self) -> int:
        return sum(pair.claim is not None for pair in self.pairs)

    def score(self, level: str) -> PRFScore:
        """Precision, recall and F1 at a level.

        >>> pair = Pair({}, {}, 1.0, frozenset(LEVELS))
        >>> round(Tally((pair, Pair({}, None))).score("claim").fscore, 3)
        0.667
        """
        right = sum(level in pair.levels for pair in self.pairs)
        return PRFScore(tp=right, fp=self.claims - right, fn=self.labels - right)

    def f1(self) -> dict[str, float]:
        """F1 of every level; of a document without labels and claims, 1."""
        return {level: self.score(level).fscore if self.pairs else 1.0 for level in LEVELS}

    def attributes(self) -> dict[str, float]:
        """Over the pairs that are right at level quantity: accuracies, and the mean similarity of subjects."""
        right = [pair for pair in self.pairs if "quantity" in pair.levels]
        if not right:
            return {}
        same = {name: sum(_agree(pair, name) for pair in right) / len(right) for name in ATTRIBUTES}
        return {**same, "similarity": sum(pair.similarity for pair in right) / len(right)}

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % bootstrap intervals of F1, resampling mentions (a fixed seed, so that they repeat)."""
        import numpy as np

        if not self.pairs:
            return {}
        counts = np.random.default_rng(SEED).multinomial(
            len(self.pairs), np.full(len(self.pairs), 1 / len(self.pairs)), RESAMPLES
        )
        both = counts @ np.array([(p.label is not None) + (p.claim is not None) for p in self.pairs])
        found: dict[str, tuple[float, float]] = {}
        for level in LEVELS:
            f1 = 2 * (counts @ np.array([level in p.levels for p in self.pairs])) / both
            low, high = np.percentile(f1, [2.5, 97.5])
            found[level] = (float(low), float(high))
        return found

    def to_dict(self) -> dict[str, Any]:
        """All figures, for machines."""
        intervals = self.intervals()
        return {
            "labels": self.labels,
            "claims": self.claims,
            "levels": {
                level: {
                    "precision": one.precision,
                    "recall": one.recall,
                    "f1": one.fscore,
                    "interval": intervals.get(level),
                }
                for level in LEVELS
                for one in [self.score(level)]
            },
            "attributes": self.attributes(),
        }


def together(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    return Tally(tuple(pair for tally in tallies for pair in tally.pairs))


def _agree(pair: Pair, name: str) -> bool:
    return pair.label is not None and pair.claim is not None and pair.label[name] == pair.claim[name]


def errors(pair: Pair) -> tuple[str, ...]:
    """What is wrong with a pair: missing, extra, or which of amount, unit, subject, year.

    >>> errors(Pair({}, None))
    ('missing',)
    """
    if pair.claim is None:
        return ("missing",)
    if pair.label is None:
        return ("extra",)
    wrong = []
    if "quantity" not in pair.levels:
        wrong.append("unit" if pair.label["base_unit"] != pair.claim["base_unit"] else "amount")
    if pair.label["year"] != pair.claim["year"]:
        wrong.append("year")
    if "subject" not in pair.levels and "quantity" in pair.levels:
        wrong.append("subject")
    return tuple(wrong)


COMPARED = ("start", "end", "text", "amount", "base_unit", "subject", "year", "period", "kind", "direction")
MISS_COLUMNS = (
    "document", "error", "errors", *(f"{side}{name}" for name in COMPARED for side in ("gold_", "")), "rules", "context",
)  # fmt: skip


def misses(raw: str, pairs: Sequence[Pair], document: str, around: int = 60) -> list[dict[str, Any]]:
    """A row for every pair that is wrong somewhere, in text order, with its context: the mention between ⟦ and ⟧.

    Columns are :data:`MISS_COLUMNS`; of a missing or an extra claim one side is None.
    """
    rows: list[tuple[int, dict[str, Any]]] = []
    for pair in pairs:
        kinds = errors(pair)
        if not kinds:
            continue
        row: dict[str, Any] = {"document": document, "error": kinds[0], "errors": " ".join(kinds)}
        for name in COMPARED:
            row[f"gold_{name}"] = pair.label.get(name) if pair.label else None
            row[name] = pair.claim.get(name) if pair.claim else None
        mention: Mapping[str, Any] = pair.label or pair.claim or {}
        start, end = mention["start"], mention["end"]
        row["rules"] = " ".join(pair.claim["rules"]) if pair.claim else ""
        row["context"] = f"{raw[max(0, start - around) : start]}⟦{raw[start:end]}⟧{raw[end : end + around]}"
        rows.append((start, row))
    return [row for _, row in sorted(rows, key=lambda entry: entry[0])]
