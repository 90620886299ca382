"""Choice: the likeliest of several readings of a subject: whose it is, and which words say what is measured.

Every reading shows signs (who its owner is, how long it is, what stands beside the quantity …); the weights of the signs
in ``rules/choices.yaml`` add up, and say how likely each reading is. This is the log-linear model of Berger, Della Pietra
and Della Pietra, "A Maximum Entropy Approach to Natural Language Processing", Computational Linguistics 22(1), 1996.
``bench/choices.py`` fits the weights to labelled articles.

Readings that say nearly the same support each other (``extract/decision.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from extract.candidate import Reading, Scene, candidates
from extract.decision import decided
from extract.rulebook import Rulebook
from extract.topic import Subject

# What the owner that was chosen in the clause before weighs in the next.
AS_BEFORE: Final = 0.6


class Choices:
    """Chooses with the weights of ``rules/choices.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        data = book.data["choices"]
        self._margin = float(data["margin"])
        self._open = frozenset(data["open"])
        self._weights = {
            f"{sign} {value}": float(weight)
            for sign, values in data["weights"].items()
            for value, weight in values.items()
        }

    def best(self, scene: Scene, subject: Subject) -> Subject | None:
        """The subject as it is likelier read than by the rules; None if theirs is as likely.

        Args:
            scene: where the quantity stands; subject: the subject as the rules read it.
        """
        if subject.rule not in self._open:
            return None
        several = list(candidates(scene, subject))
        if len(several) < 2:
            return None
        scores = self._scores(several)
        if same := _as_before(scene, subject, several):
            scores[same] += AS_BEFORE
        if not (chosen := decided([reading.spans for reading in several], scores, self._margin)):
            return None
        best = several[chosen]
        return Subject(best.spans, best.owner.spans, (), f"choice.{best.owner.names[0]}-{best.core.names[0]}")

    def _scores(self, readings: list[Reading]) -> list[float]:
        """What the signs of each reading weigh; those of a part are weighed once."""
        weigh, weighed, scores = self._weigh, set[int](), []
        for reading in readings:
            for part in (reading.owner, reading.core):
                if id(part) not in weighed:
                    weighed.add(id(part))
                    part.score = weigh(part.signs)
            scores.append(reading.owner.score + reading.core.score + weigh(reading.joint_signs()))
        return scores

    def _weigh(self, signs: Iterable[str]) -> float:
        weights, sum_ = self._weights, 0.0
        for sign in signs:
            weight = weights.get(sign)
            if weight is not None:
                sum_ += weight
        return sum_


def _as_before(scene: Scene, subject: Subject, readings: list[Reading]) -> int:
    """The reading with the owner that was chosen in the clause before, where the rules had the same one there; else 0.

    观看人数3千万，点赞2千万: both are of one broadcast, or neither is.
    """
    before, core = scene.topic.subject, readings[0].core
    chosen = before.likelier if scene.past and scene.past[-1].quantities else None
    if chosen is None or not chosen.owner or before.owner != subject.owner:
        return 0
    return next((k for k, each in enumerate(readings) if each.owner.spans == chosen.owner and each.core is core), 0)
