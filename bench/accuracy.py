"""How well peers and this project find quantities, on the same labels, with the project's own scorer.

    python bench/accuracy.py [--gold DIR] [--docs DIR]

For every set of labels (articles, challenge) a table of precision, recall and F1: a row for each level and tool. Levels are
those of section 4 of the label guide that a peer can reach (``found``, ``exact``, ``quantity``), and between them
``amount``: as ``quantity``, whatever the unit. A second table has the recall at ``amount`` and ``quantity`` by kind of unit.

What is run:

* **JioNLP**: ``extract_money`` and ``extract_time``, both with parsing. Of the times only ``time_delta`` (durations) are
  quantities; points and spans of time are not counted against it.
* **Recognizers**: Recognizers-Text for Python, Chinese culture: number, percentage, currency, dimension, age, temperature.
  The number model also gives years and the numerals of ordinals; they count, since it gives them as numbers.
* **Recognizers + dates**: the same, and its date-time model: durations become quantities, and what lies within a
  resolved date is dropped if it has no unit. This is the better way to use it.
* **zhclaims**: this project, as ``zhclaims score`` runs it.

What a peer does not attempt, so that its recall can't be full: JioNLP knows money and durations only, no percentages,
counts or measures. Recognizers-Text has no classifiers (12家, 3.2亿人: a number without a unit, right at ``amount`` at
best, and never ``exact``), no multiples (倍) and no ranges (3—5亿元 comes out as 3 and 5亿元). Neither tells claims from
ordinals, names or references back, nor gives a subject or a year; the levels ``year``, ``subject`` and ``claim`` are
therefore left out.

How it is kept fair: peers get the healed text sentence by sentence, without page furniture, so that neither reading nor
a failure on another sentence is held against them; approximators and stray marks in JioNLP's spans are trimmed; results
of several models that overlap are reduced to the longest span; units are mapped as ``mapping.py`` says. A sentence on
which a peer fails has no output from what failed; the number of failures is printed.

The labels are this project's, and its rules were written with such labels at hand; see docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import localcontext
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from adapters import JioNLP, Peer, Recognizers, records
from extract.gold import LabelError, Labelled, load, predictions
from extract.heal import document as healed
from extract.score import Pair, close, pair
from extract.tally import Tally
from mapping import unit_family

LEVELS = ("found", "exact", "amount", "quantity")
ROOT = Path(__file__).parent.parent
PEERS: tuple[Callable[[], Peer], ...] = (JioNLP, Recognizers, partial(Recognizers, dates=True))
PROJECT = "zhclaims"


@dataclass(frozen=True)
class Run:
    """The scored pairs of a tool on one set, and the errors a peer met over all sets."""

    tool: str
    tally: Tally
    failures: int = 0


def with_amount(one: Pair) -> Pair:
    """A pair with the level ``amount`` where it is due."""
    if one.label is None or one.claim is None:
        return one
    same = all(close(one.label.get(name), one.claim.get(name)) for name in ("amount", "high_amount"))
    return Pair(one.label, one.claim, one.similarity, one.levels | {"amount"}) if same else one


def tallied(documents: Sequence[Labelled], rows: Sequence[Sequence[Mapping[str, Any]]]) -> Tally:
    pairs = (p for one, found in zip(documents, rows, strict=True) for p in pair(one.labels, found))
    return Tally(tuple(map(with_amount, pairs)))


def runs(sets: Mapping[str, Sequence[Labelled]]) -> dict[str, list[Run]]:
    """Every tool over every set."""
    found: dict[str, list[Run]] = {name: [] for name in sets}
    for make in PEERS:
        # Recognizers-Text sets the precision of decimals for the whole process when it is imported.
        with localcontext():
            peer = make()
            done = {
                name: [records(peer, healed(one.raw, one.name, one.date)) for one in documents]
                for name, documents in sets.items()
            }
        for name, rows in done.items():
            found[name].append(Run(peer.name, tallied(sets[name], rows), peer.failures))
    for name, documents in sets.items():
        found[name].append(Run(PROJECT, tallied(documents, list(predictions(documents)))))
    return found


def levels_table(title: str, tools: Sequence[Run]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in ("level", "tool"):
        table.add_column(column, no_wrap=True)
    for column in ("results", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for level in LEVELS:
        for at, run in enumerate(tools):
            score = run.tally.score(level)
            figures = (f"{value:.3f}" for value in (score.precision, score.recall, score.fscore))
            table.add_row(level if at == 0 else "", run.tool, str(run.tally.claims), *figures)
        table.add_section()
    return table


def families_table(tools: Sequence[Run]) -> Table:
    """Recall at levels amount and quantity, by kind of unit."""
    table = Table(title="recall at amount / quantity, by kind of unit", title_justify="left")
    table.add_column("unit")
    for column in ("labels", *(run.tool for run in tools)):
        table.add_column(column, justify="right")
    families = [_by_family(run.tally) for run in tools]
    for family, pairs in sorted(families[0].items(), key=lambda entry: -len(entry[1])):
        cells = (" / ".join(f"{_recall(one[family], level):.2f}" for level in LEVELS[2:]) for one in families)
        table.add_row(family, str(len(pairs)), *cells)
    return table


def _by_family(tally: Tally) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for one in tally.pairs:
        if one.label is not None:
            found.setdefault(unit_family(one.label["base_unit"]), []).append(one)
    return found


def _recall(pairs: Sequence[Pair], level: str) -> float:
    return sum(level in one.levels for one in pairs) / len(pairs)


def main() -> int:
    parser = argparse.ArgumentParser(description="Precision, recall and F1 of peers and of this project.")
    parser.add_argument("--gold", type=Path, default=ROOT / "gold", help="folder of labels")
    parser.add_argument("--docs", type=Path, default=ROOT / "seeds", help="folder of the labelled articles")
    options = parser.parse_args()
    try:
        documents = load(options.gold, options.docs)
    except LabelError as error:
        print(error, file=sys.stderr)
        return 2
    sets = {part: [one for one in documents if one.part == part] for part in dict.fromkeys(d.part for d in documents)}
    console = Console()
    try:
        found = runs(sets)
    except ModuleNotFoundError as error:
        print(f"{error}: install bench/requirements.txt (make bench-venv)", file=sys.stderr)
        return 2
    for name, tools in found.items():
        labels = tools[0].tally.labels
        console.print(levels_table(f"{name}: {len(sets[name])} texts, {labels} labels", tools))
        console.print(families_table(tools))
    for run in next(iter(found.values()))[: len(PEERS)]:
        console.print(f"failures of {run.tool}: {run.failures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
