"""Fit the weights by which the likeliest reading of a subject is chosen: rules/choices.yaml.

    python bench/choices.py --gold DIR [DIR …] --docs DIR [DIR …] [--write]

Each folder of labels (as ``zhclaims score`` reads them) goes with the folder of its documents. For every quantity that is
found, the readings of its subject are compared with the label, and the weights of their signs are fitted so that a reading
that agrees is the likeliest (a conditional log-linear model with a Gaussian prior; of readings that agree, the closer
weighs more). How often the chosen reading is right is measured by cross-validation: articles are dealt into folds, and each
is read with weights that were fitted without its fold. ``--write`` fits to all of them and writes the file.

Wordings that only leave out the first part of the label's subject do not count as right here: else leaving the owner out
would always be safe. SciPy is needed, which is among the requirements of the benchmarks.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extract.candidate import Reading, Scene, candidates
from extract.choice import Choices
from extract.claim import Claim
from extract.decision import decided
from extract.document import Document
from extract.gold import Label, Labelled, load
from extract.heal import document
from extract.pipeline import Extractor
from extract.score import SIMILAR, pair, similarity
from extract.topic import Subject

FOLDS = 5
# The prior's precision; how much the closer of two right readings weighs more; signs seen less often, and weights smaller
# than that, are left out.
PRECISION, CLOSENESS, LEAST_SEEN, LEAST_WEIGHT = 5.0, 4.0, 8, 0.1
# By how much likelier than that of the rules a reading must be to agree with the right one.
MARGIN = 0.05
# The rules whose subjects are put to the choice: the others are hardly ever wrong where another reading is right.
OPEN = (
    "subject.measure", "subject.carried-owner", "subject.inherited", "subject.pronoun", "subject.list-item",
    "subject.told-of", "subject.told-of-part", "subject.topic", "subject.repeated-deed", "subject.part", "subject.share",
    "subject.share-inherits",
)  # fmt: skip
HEADER = """\
# By how much the signs of a reading speak for it; the likeliest is chosen (extract/candidate.py says what the signs mean).
# Made by bench/choices.py from labelled articles: not to be edited by hand, but to be fitted anew.
# open     the rules whose subjects are put to the choice
# margin   by how much likelier than that of the rules a reading must be to agree with the right one
"""


@dataclass(frozen=True)
class Case:
    """A labelled quantity: its document, the readings of its subject, and how similar each is to the label's."""

    folder: str
    document: str
    readings: tuple[Reading, ...]
    similar: tuple[float, ...]

    def right(self, k: int) -> bool:
        return self.similar[k] >= SIMILAR


class Recorder(Choices):
    """Chooses nothing, and remembers the readings by where their quantity stands in the healed text."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[Reading, ...]] = {}

    def best(self, scene: Scene, subject: Subject) -> Subject | None:
        if subject.rule in OPEN:
            self.seen[scene.words.tokens[scene.q].start] = tuple(candidates(scene, subject))
        return None


def strict(label: Label) -> list[str]:
    """The wordings of a label's subject, without those that only leave out its first part."""
    subject = str(label["subject"] or "")
    others = [str(wording) for wording in label.get("subject_alt") or ()]
    return [
        subject,
        *(wording for wording in others if not (subject.endswith(wording) and len(subject) - len(wording) > 1)),
    ]


def cases(folder: str, labelled: Labelled, extractor: Extractor, recorder: Recorder) -> list[Case]:
    """The cases of one document: its labels that are found with the right quantity and have more than one reading."""
    recorder.seen.clear()
    read = document(labelled.raw, date=labelled.date)
    claims: list[Claim] = extractor(read)
    at = {read.raw_span(start, start + 1)[0]: readings for start, readings in recorder.seen.items()}
    found = []
    for both in pair(labelled.labels, [claim.to_dict() for claim in claims]):
        if both.label is None or both.claim is None or "quantity" not in both.levels:
            continue
        readings = at.get(both.claim["start"], ())
        if len(readings) < 2 or printed(read, readings[0]) != (both.claim["subject"] or ""):
            continue
        wordings = strict(both.label)
        similar = tuple(similarity(printed(read, reading), wordings) for reading in readings)
        found.append(Case(folder, labelled.name, readings, similar))
    return found


def printed(read: Document, reading: Reading) -> str:
    return read.printed(reading.spans) or ""


def fit(given: Sequence[Case]) -> dict[str, float]:
    """The weights of the signs."""
    usable = [case for case in given if any(map(case.right, range(len(case.readings))))]
    counts = Counter(sign for case in usable for sign in {s for reading in case.readings for s in reading.signs})
    index = {sign: i for i, sign in enumerate(sorted(sign for sign, n in counts.items() if n >= LEAST_SEEN))}
    columns, ends, cases_of, worth = [], [0], [], []
    for number, case in enumerate(usable):
        best = max(case.similar)
        for reading, similar in zip(case.readings, case.similar, strict=True):
            columns += [index[sign] for sign in reading.signs if sign in index]
            ends.append(len(columns))
            cases_of.append(number)
            worth.append(np.exp(CLOSENESS * (similar - best)) if similar >= SIMILAR else 0.0)
    signs = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(cases_of), len(index)))
    turned, of, value = signs.T.tocsr(), np.array(cases_of), np.array(worth)
    starts = np.searchsorted(of, np.arange(len(usable)))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = signs @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        everything, right = np.add.reduceat(raised, starts), np.add.reduceat(value * raised, starts)
        missed = np.log(everything).sum() - np.log(right).sum() + PRECISION / 2 * weights @ weights
        return missed, turned @ (raised / everything[of] - value * raised / right[of]) + PRECISION * weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {sign: float(found[i]) for sign, i in index.items() if abs(found[i]) >= LEAST_WEIGHT}


def chosen(case: Case, weights: dict[str, float]) -> int:
    """The reading that is chosen."""
    scores = [sum(weights.get(sign, 0.0) for sign in reading.signs) for reading in case.readings]
    return decided([reading.spans for reading in case.readings], scores, MARGIN)


def validate(given: Sequence[Case], seed: int) -> Mapping[str, Counter[str]]:
    """For each folder how many cases are right as the rules read them and as chosen, each chosen without its own fold."""
    names = sorted({case.document for case in given})
    random.Random(seed).shuffle(names)
    fold = {name: i % FOLDS for i, name in enumerate(names)}
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    for k in range(FOLDS):
        weights = fit([case for case in given if fold[case.document] != k])
        for case in (case for case in given if fold[case.document] == k):
            choice, count = chosen(case, weights), counts[case.folder]
            count["cases"] += 1
            count["rules"] += case.right(0)
            count["chosen"] += case.right(choice)
            count["changed"] += choice != 0
            count["best"] += any(map(case.right, range(len(case.readings))))
    return counts


def write(weights: dict[str, float], path: Path) -> None:
    """The file of weights, by sign."""
    groups: dict[str, dict[str, float]] = {}
    for sign in sorted(weights):
        name, _, value = sign.partition(" ")
        groups.setdefault(name, {})[value] = round(weights[sign], 2)
    text = yaml.safe_dump(
        {"open": list(OPEN), "margin": MARGIN, "weights": groups}, allow_unicode=True, sort_keys=False, width=110
    )
    path.write_text(HEADER + text, encoding="utf-8")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", type=Path, nargs="+", required=True)
    args.add_argument("--docs", type=Path, nargs="+", required=True)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--write", action="store_true")
    given = args.parse_args()
    extractor, recorder = Extractor(), Recorder()
    extractor.subjects.choices = recorder
    table = Table(box=None)
    for name in ("labels", "cases", "by the rules", "chosen", "changed", "best of the readings"):
        table.add_column(name, justify="left" if name == "labels" else "right")
    everything: list[Case] = []
    for gold, docs in zip(given.gold, given.docs, strict=True):
        everything += [
            case for labelled in load(gold, docs) for case in cases(str(gold), labelled, extractor, recorder)
        ]
    for folder, count in validate(everything, given.seed).items():
        shown = (f"{count[name] / count['cases']:.3f}" for name in ("rules", "chosen", "changed", "best"))
        table.add_row(folder, str(count["cases"]), *shown)
    Console().print(table)
    if given.write:
        weights = fit(everything)
        path = Path(__file__).parent.parent / "rules" / "choices.yaml"
        write(weights, path)
        print(len(weights), "weights ->", path)


if __name__ == "__main__":
    main()
