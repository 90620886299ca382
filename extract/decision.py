"""Decision: which of several readings is chosen, by how likely each is and how far they agree.

Readings that say nearly the same support each other: first the one is found that is likeliest to agree with the right one,
if it clearly is before the first of them; of those that say the same as it, the likeliest is chosen. This is the decision of
least expected loss of Goel and Byrne, "Minimum Bayes-Risk Automatic Speech Recognition", Computer Speech and Language
14(2), 2000.
"""

from __future__ import annotations

import math
from typing import Final

from extract.word_class import Spans, length

# How similar a reading must be to the right one to agree with it, as subjects are scored, and how sharply those that do are
# told from others; what is less similar agrees with nothing.
SIMILAR: Final = 0.7
SHARPNESS: Final = 20.0
LEAST: Final = 0.4
# How similar two are that say the same, and by how much one of them must be ahead to be preferred.
SAME: Final = 0.75
AHEAD: Final = 0.3
# What is less likely than the likeliest by more than that changes nothing (the logarithm of how likely).
FARTHEST: Final = 4.0
# What is chosen is at least that likely, beside the likeliest.
LIKELY: Final = 0.5


def decided(readings: list[Spans], scores: list[float], margin: float) -> int:
    """Which reading is chosen: of those that agree with the one likeliest to agree with the right one, the likeliest.

    Args:
        readings: where each stands in the text.
        scores: the logarithm of how likely each is, but for a constant.
        margin: by how much likelier to agree than the first the chosen one must be.

    >>> decided([((20, 24),), ((0, 8),), ((0, 9),), ((0, 7),)], [0.5, 0.0, 0.4, 0.0], 0.05)
    2
    """
    most = max(scores)
    kept = [k for k, score in enumerate(scores) if not k or score > most - FARTHEST]
    if len(kept) < len(scores):
        readings, scores = [readings[k] for k in kept], [scores[k] for k in kept]
        return kept[decided(readings, scores, margin)]
    likely = [math.exp(score - most) for score in scores]
    alike = _alike(readings)
    agreeing = []
    for row in alike:
        sum_ = 0.0
        for same, each in zip(row, likely, strict=True):
            if same > LEAST:
                sum_ += each / (1 + math.exp(SHARPNESS * (SIMILAR - same)))
        agreeing.append(sum_)
    best = _first_most([k for k, each in enumerate(likely) if each >= LIKELY], agreeing)
    if agreeing[best] < agreeing[0] + margin * sum(likely):
        best = 0
    likeliest = _first_most([k for k, same in enumerate(alike[best]) if same >= SAME], scores)
    return likeliest if scores[likeliest] > scores[best] + AHEAD else best


def _first_most(several: list[int], values: list[float]) -> int:
    """Which of several has the highest value; of those that have it, the first."""
    best = several[0]
    for k in several:
        if values[k] > values[best]:
            best = k
    return best


def _alike(readings: list[Spans]) -> list[list[float]]:
    """How alike readings are: F1 over the characters that two of them share."""
    lengths = [length(spans) for spans in readings]
    alike = [[1.0] * len(readings) for _ in readings]
    for j in range(1, len(readings)):
        for k in range(j):
            shared = _overlap(readings[j], readings[k])
            alike[j][k] = alike[k][j] = 2 * shared / (lengths[j] + lengths[k])
    return alike


def _overlap(some: Spans, others: Spans) -> int:
    """How many characters two readings share."""
    overlap = 0
    for start, end in some:
        for s, e in others:
            if start < e and s < end:
                overlap += min(end, e) - max(start, s)
    return overlap
