"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extract import cli_gold, cli_run
from extract.cli_run import DateOption, FurnitureOption, RulesOption, fail

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
app.command()(cli_run.run)
app.command()(cli_run.export)


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
