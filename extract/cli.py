"""The command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract import cli_gold, cli_run
from extract.cli_common import DateOption, FurnitureOption, RulesOption, counted, fail, refusing

if TYPE_CHECKING:
    from rich.table import Table

    from extract.check import Result

app = typer.Typer(
    name="zhclaims",
    help="Chinese reports in, a table of numeric claims out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="The rules and their examples.", no_args_is_help=True)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"zhclaims {version('zhclaims')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Chinese reports in, a table of numeric claims out."""


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

    with refusing():
        extractor = Extractor(rules, include_furniture=include_furniture)
    try:
        read_document = document(sys.stdin.read(), "-", date) if str(file) == "-" else read(file, date)
    except ReadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    show_claims(read_document.raw, extractor(read_document), Console())


def text(file: Annotated[Path, typer.Argument(help="A file.")]) -> None:
    """Print the text of a file exactly as it was read; claims' offsets point into it."""
    from extract.document import ReadError
    from extract.reader import read_raw

    try:
        sys.stdout.write(read_raw(file).raw)
    except ReadError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


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
    with refusing():
        if source.suffix.lower() in TABLES and source.is_file():
            rows = rows_in(source)
        else:
            rows = []
            for outcome in outcomes(files([source]), Extractor(rules), date):
                rows += rows_of(outcome.claims)
                if outcome.failure is not None:
                    failed = True
                    typer.echo(f"{outcome.failure.path}: {outcome.failure.reason}", err=True)
        write_report(rows, output, source.name)
    typer.echo(f"{counted(len(rows), 'claim')} -> {output}")
    raise typer.Exit(1 if failed else 0)


@rules_app.command("copy")
def rules_copy(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.", metavar="DIR")],
) -> None:
    """Copy the project's rules into a folder of your own, to be changed and given to --rules."""
    import shutil

    from extract.output import writable
    from extract.rulefiles import default_folder

    if folder.exists():
        raise fail(f"{folder}: is there already")
    with refusing(), writable(folder):
        shutil.copytree(default_folder(), folder)
    typer.echo(f"{len(list(folder.glob('*.yaml')))} rule files -> {folder}")


@rules_app.command("check")
def rules_check(
    rules: RulesOption = None,
    each: Annotated[bool, typer.Option("--each", help="A line for each rule, not for each file.")] = False,
) -> None:
    """Run every rule's examples and counter-examples; each that does not hold is named."""
    from rich.console import Console

    from extract.check import Checker, Count

    with refusing():
        results = list(Checker(rules).results())
    Console().print(_counts(results, each))
    for result in results:
        for failure in result.failures:
            typer.echo(str(failure), err=True)
    total = Count.of(results)
    typer.echo(
        f"{total.rules} rules, {total.examples} examples, {total.counter} counter-examples, {total.failed} failed"
    )
    raise typer.Exit(1 if total.failed else 0)


def _counts(results: Sequence[Result], each: bool) -> Table:
    """Rules and their examples, by rule or by file."""
    from extract.check import Count
    from extract.show import grid

    shown = grid()
    shown.add_column("rule" if each else "file")
    for name in ("rules", "examples", "counter-examples", "failed"):
        shown.add_column(name, justify="right")
    names = [result.rule.id if each else f"{result.rule.stage}.yaml" for result in results]
    for name in dict.fromkeys(names):
        count = Count.of([result for result, its in zip(results, names, strict=True) if its == name])
        shown.add_row(name, str(count.rules), str(count.examples), str(count.counter), str(count.failed))
    return shown


# In the order in which they are listed.
for command in (cli_run.run, cli_run.export, show, text, report, cli_gold.score):
    app.command()(command)
app.add_typer(rules_app, name="rules")
app.add_typer(cli_gold.gold_app, name="gold")
