"""The command line."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract import cli_gold

if TYPE_CHECKING:
    from extract.batch import Outcome
    from extract.claim import Claim

app = typer.Typer(
    name="zhclaims",
    help="Chinese reports in, a table of numeric claims out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="The rules and their examples.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
app.add_typer(cli_gold.gold_app, name="gold")
app.command()(cli_gold.score)

RulesOption = Annotated[Path | None, typer.Option("--rules", help="A folder of rules instead of the project's own.")]
DateOption = Annotated[str | None, typer.Option("--date", help="The documents' date, YYYY, YYYY-MM or YYYY-MM-DD.")]
FurnitureOption = Annotated[
    bool, typer.Option("--include-furniture", help="Also read navigation and lists of headlines.")
]


def fail(message: str) -> typer.Exit:
    """Say what was wrong with the command; exit status 2."""
    typer.echo(f"zhclaims: {message}", err=True)
    return typer.Exit(2)


@app.command()
def run(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to read.", metavar="PATH...")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The suffix picks the format.", metavar="OUT")] = Path(
        "claims.sqlite"
    ),
    date: DateOption = None,
    rules: RulesOption = None,
    include_furniture: FurnitureOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress, no summary.")] = False,
) -> None:
    """Extract the claims of files and folders into a table (.csv .jsonl .parquet .xlsx .sqlite)."""
    from extract.batch import Failure, files, outcomes
    from extract.output import WRITERS, write
    from extract.pipeline import Extractor
    from extract.rulebook import RuleError

    if output.suffix.lower() not in WRITERS:
        raise fail(f"{output}: no such format; known are {', '.join(WRITERS)}")
    started = time.perf_counter()
    try:
        extractor = Extractor(rules, include_furniture=include_furniture)
        found = files(paths)
    except (RuleError, FileNotFoundError) as error:
        raise fail(str(error)) from error
    failures: list[Failure] = []
    claims: list[Claim] = []
    for outcome in _progress(outcomes(found, extractor, date), len(found), quiet):
        claims += outcome.claims
        if outcome.failure is not None:
            failures.append(outcome.failure)
    write(claims, output)
    for failure in failures:
        typer.echo(f"{failure.path}: {failure.reason}", err=True)
    if not quiet:
        from rich.console import Console

        from extract.summary import summarise

        summarise(claims, Console(stderr=True))
        seconds = time.perf_counter() - started
        typer.echo(
            f"{len(found) - len(failures)} files, {len(claims)} claims, {len(failures)} failed, {seconds:.1f} s -> {output}"
        )
    raise typer.Exit(1 if failures else 0)


def _progress(outcomes: Iterable[Outcome], total: int, quiet: bool) -> Iterable[Outcome]:
    """A progress bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        return outcomes
    from rich.console import Console
    from rich.progress import track

    return track(outcomes, "reading", total, console=Console(stderr=True))


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A file, or - for standard input.", metavar="FILE|-")],
    date: DateOption = None,
    rules: RulesOption = None,
    include_furniture: FurnitureOption = False,
) -> None:
    """Print one text with its claims highlighted, and their table."""
    from rich.console import Console

    from extract.document import ReadError
    from extract.heal import document
    from extract.pipeline import Extractor
    from extract.reader import read
    from extract.show import show as show_claims

    try:
        read_document = document(sys.stdin.read(), "-", date) if str(file) == "-" else read(file, date)
    except ReadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    claims = Extractor(rules, include_furniture=include_furniture)(read_document)
    show_claims(read_document.raw, claims, Console())


@app.command()
def text(file: Annotated[Path, typer.Argument(help="A file.")]) -> None:
    """Print the text of a file exactly as it was read; claims' offsets point into it."""
    from extract.document import ReadError
    from extract.reader import read_raw

    try:
        sys.stdout.write(read_raw(file).raw)
    except ReadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@app.command()
def report(
    output: Annotated[Path, typer.Argument(help="The page to write.", metavar="OUT.html")],
    source: Annotated[
        Path, typer.Argument(help="Reports to read, or a table that a run wrote.", metavar="PATH|CLAIMS")
    ],
    date: DateOption = None,
    rules: RulesOption = None,
) -> None:
    """Write claims as a page to read in a browser, each in its sentence."""
    from extract.batch import files, outcomes
    from extract.pipeline import Extractor
    from extract.report import TABLES, rows_in, rows_of, write_report

    failed = False
    try:
        if source.suffix.lower() in TABLES and source.is_file():
            rows = rows_in(source)
        else:
            rows = []
            for outcome in outcomes(files([source]), Extractor(rules), date):
                rows += rows_of(outcome.claims)
                if outcome.failure is not None:
                    failed = True
                    typer.echo(f"{outcome.failure.path}: {outcome.failure.reason}", err=True)
    except (FileNotFoundError, ValueError) as error:
        raise fail(str(error)) from error
    write_report(rows, output, source.name)
    typer.echo(f"{len(rows)} claims -> {output}")
    raise typer.Exit(1 if failed else 0)


@rules_app.command("check")
def rules_check(rules: RulesOption = None) -> None:
    """Run every rule's examples and counter-examples."""
    from rich.console import Console
    from rich.table import Table

    from extract.check import Checker
    from extract.rulebook import RuleError

    try:
        results = list(Checker(rules).results())
    except RuleError as error:
        raise fail(str(error)) from error
    grid = Table("rule", "examples", "counter-examples", "failed")
    for result in results:
        grid.add_row(
            result.rule.id,
            str(len(result.rule.examples)),
            str(len(result.rule.counter)),
            str(len(result.failures) or ""),
        )
    Console().print(grid)
    failures = [failure for result in results for failure in result.failures]
    for failure in failures:
        typer.echo(str(failure), err=True)
    examples = sum(len(result.rule.examples) for result in results)
    counter = sum(len(result.rule.counter) for result in results)
    typer.echo(f"{len(results)} rules, {examples} examples, {counter} counter-examples, {len(failures)} failed")
    raise typer.Exit(1 if failures else 0)
