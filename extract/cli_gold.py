"""The command line's side of the gold set: ``zhclaims score`` and ``zhclaims gold check``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli_common import RulesOption, fail, refusing

if TYPE_CHECKING:
    from rich.console import Console

    from extract.baseline import Unit
    from extract.gold import Labelled
    from extract.tally import Tally

GoldOption = Annotated[Path, typer.Option("--gold", help="A folder of labels.")]
DocsOption = Annotated[Path, typer.Option("--docs", help="The folder of the labelled articles.")]
BASELINE = "baseline.json"
MISSES = (".csv", ".jsonl", ".xlsx")

gold_app = typer.Typer(help="The hand-labelled gold set.", no_args_is_help=True)


def score(
    gold: GoldOption = Path("gold"),
    docs: DocsOption = Path("seeds"),
    misses: Annotated[Path | None, typer.Option("--misses", help="Write every miss (.csv, .jsonl, .xlsx).")] = None,
    rules: RulesOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Raise the scores on record.")] = False,
) -> None:
    """Score the extractor against labels: P, R, F1 by level, with bootstrap intervals.

    Exit status: 0 nothing fell below its record, 1 something did, 2 labels, rules or options can't be used.
    """
    from rich.console import Console

    from extract import baseline

    if misses is not None and misses.suffix.lower() not in MISSES:
        raise fail(f"{misses}: no such format; known are {', '.join(MISSES)}")
    documents = _loaded(gold, docs)
    _refuse_broken(documents)
    with refusing():
        tallies = tallied(documents, rules)
    parts = by_part(documents, tallies)
    if misses is not None:
        with refusing():
            write_misses(documents, tallies, misses)
    if as_json:
        typer.echo(json.dumps({name: tally.to_dict() for name, tally in parts.items()}, ensure_ascii=False, indent=1))
    else:
        print_scores(documents, tallies, parts, Console())
    fallen = _compare(gold / BASELINE, baseline.units(documents, tallies), record)
    raise typer.Exit(1 if fallen else 0)


@gold_app.command("check")
def check(
    gold: GoldOption = Path("gold"),
    docs: DocsOption = Path("seeds"),
    unlabelled: Annotated[bool, typer.Option("--unlabelled", help="List every numeral without a label.")] = False,
) -> None:
    """Check labels: offsets, allowed values, amounts, subjects made of the text."""
    from extract import gold as labels

    documents = _loaded(gold, docs)
    wrong = [problem for document in documents for problem in labels.problems(document)]
    for problem in wrong:
        typer.echo(str(problem), err=True)
    if unlabelled:
        for document in documents:
            for start, context in labels.unlabelled(document):
                typer.echo(f"{document.name}:{start}: {context}")
    count = sum(len(document.labels) for document in documents)
    typer.echo(f"{len(documents)} documents, {count} labels, {len(wrong)} problems")
    raise typer.Exit(1 if wrong else 0)


def _loaded(gold: Path, docs: Path) -> list[Labelled]:
    from extract.gold import load

    with refusing():
        return load(gold, docs)


def _refuse_broken(documents: list[Labelled]) -> None:
    """Labels that can't be scored end the command; labels that only look wrong are counted."""
    from extract.gold import problems

    found = [problem for document in documents for problem in problems(document)]
    broken = [problem for problem in found if problem.broken]
    for problem in broken[:-1]:
        typer.echo(str(problem), err=True)
    if broken:
        raise fail(str(broken[-1]))
    if found:
        typer.echo(f"{len(found)} labels look wrong; `zhclaims gold check` says why", err=True)


def tallied(documents: list[Labelled], rules: Path | None = None) -> dict[str, Tally]:
    """The tally of every document, by its name."""
    from extract.gold import predictions
    from extract.score import pair
    from extract.tally import Tally

    found = zip(documents, predictions(documents, rules), strict=True)
    return {document.name: Tally(tuple(pair(document.labels, claims))) for document, claims in found}


def by_part(documents: list[Labelled], tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """Articles and challenge set, each as one tally."""
    from extract.tally import together

    names = dict.fromkeys(document.part for document in documents)
    return {part: together(tallies[d.name] for d in documents if d.part == part) for part in names}


def print_scores(
    documents: list[Labelled], tallies: Mapping[str, Tally], parts: Mapping[str, Tally], console: Console
) -> None:
    """F1 by document and level; then for each part precision, recall, F1 and interval, and accuracies."""
    from rich.table import Table

    from extract.score import LEVELS

    # Without a box, so that a name and all levels fit into 80 columns.
    grid = Table("document", title="F1", title_justify="left", box=None, padding=(0, 1, 0, 0))
    for name in ("labels", "claims", *LEVELS):
        grid.add_column(name, justify="right", no_wrap=True)
    for document in documents:
        if document.part == "articles":
            tally = tallies[document.name]
            grid.add_row(
                document.name, str(tally.labels), str(tally.claims), *(f"{f:.3f}" for f in tally.f1().values())
            )
    if grid.row_count:
        console.print(grid)
    for part, tally in parts.items():
        console.print(_levels(part, tally))
        accuracies = "  ".join(f"{name} {value:.3f}" for name, value in tally.attributes().items())
        console.print(f"{part}: {tally.labels} labels, {tally.claims} claims; of those right at quantity: {accuracies}")


def _levels(part: str, tally: Tally) -> Any:
    from rich.table import Table

    grid = Table("level", "precision", "recall", "F1", "95 %", title=part)
    for level, (low, high) in tally.intervals().items():
        one = tally.score(level)
        grid.add_row(level, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.fscore:.3f}", f"{low:.3f}–{high:.3f}")
    return grid


def write_misses(documents: list[Labelled], tallies: Mapping[str, Tally], path: Path) -> None:
    """Every miss with its context, in the format of the path's suffix; one of :data:`MISSES`."""
    import pandas as pd
    import simplejson

    from extract.output import printed, writable
    from extract.tally import MISS_COLUMNS, misses

    rows = [row for d in documents for row in misses(d.raw, tallies[d.name].pairs, d.name)]
    plain = [{name: printed(value) for name, value in row.items()} for row in rows]
    frame = pd.DataFrame(plain, columns=list(MISS_COLUMNS)).astype(object)
    with writable(path):
        if path.suffix.lower() == ".jsonl":
            lines = (simplejson.dumps(row, ensure_ascii=False, use_decimal=True) for row in rows)
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        elif path.suffix.lower() == ".xlsx":
            frame.to_excel(path, index=False)
        else:
            frame.to_csv(path, index=False, encoding="utf-8-sig")
    typer.echo(f"{len(rows)} misses -> {path}", err=True)


def _compare(path: Path, found: Mapping[str, Unit], record: bool) -> bool:
    """Tell what fell below the record; with ``record``, raise it where nothing fell."""
    from extract import baseline

    try:
        records = baseline.read(path)
    except ValueError as error:
        raise fail(f"{path}: no scores on record can be read: {error}") from error
    fallen = list(baseline.falls(records, found))
    for fall in fallen:
        typer.echo(str(fall), err=True)
    if record:
        kept = {fall.unit for fall in fallen}
        baseline.write(path, baseline.raised(records, found))
        typer.echo(f"{len(found.keys() - kept)} records -> {path}", err=True)
    return bool(fallen)
