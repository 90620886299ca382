"""The commands that read reports into a table, and write a ledger as one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli_common import DateOption, FurnitureOption, RulesOption, counted, fail, refusing

if TYPE_CHECKING:
    from extract.outcome import Outcome, Settings, Task
    from extract.session import Run

FORMATS = (".sqlite", ".csv", ".jsonl", ".parquet", ".xlsx")


class Engine(str, Enum):
    local = "local"
    ray = "ray"


def run(
    paths: Annotated[list[str], typer.Argument(help="Files and folders to read.", metavar="PATH...")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The suffix picks the format; .sqlite is a ledger.", metavar="OUT")
    ] = Path("claims.sqlite"),
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Processes; one a core if left out.")] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.001, help="Seconds after which a file is given up.")
    ] = 300,
    engine: Annotated[Engine, typer.Option("--engine", help="ray: on a cluster; OUT is a folder.")] = Engine.local,
    date: DateOption = None,
    rules: RulesOption = None,
    include_furniture: FurnitureOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress, no summary; failures are named.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="A line of JSON a file on standard error.")] = False,
) -> None:
    """Extract the claims of files and folders into a table (.sqlite .csv .jsonl .parquet .xlsx).

    Exit status: 0 all were read, 1 some failed (each is named), 2 the command was wrong.
    """
    from extract.outcome import Settings

    settings = Settings(rules, date, include_furniture)
    _check_rules(settings)
    if engine is Engine.ray:
        raise _on_ray(paths, output, settings, quiet)
    if output.suffix.lower() not in FORMATS:
        raise fail(f"{output}: no such format; known are {', '.join(FORMATS)}")
    started = time.perf_counter()
    try:
        this = _here([Path(path) for path in paths], output, settings, jobs, timeout, quiet=quiet, log_json=log_json)
    except KeyboardInterrupt:
        kept = "what was read is kept" if output.suffix.lower() == ".sqlite" else "nothing was written"
        typer.echo(f"zhclaims: stopped; {kept}", err=True)
        raise typer.Exit(130) from None
    _report(this, output, time.perf_counter() - started, quiet=quiet, log_json=log_json)
    raise typer.Exit(1 if this.summary.failed else 0)


def _here(
    paths: list[Path],
    output: Path,
    settings: Settings,
    jobs: int | None,
    timeout: float,
    *,
    quiet: bool,
    log_json: bool,
) -> Run:
    """Read with processes of this machine."""
    from extract.pool import warm

    if all(path.exists() for path in paths):
        warm(settings)
    from extract.session import Run

    with refusing():
        this = Run(paths, output, settings)
        this.read(
            lambda tasks: _read(tasks, settings, jobs, timeout, named=not log_json), quiet=quiet, as_json=log_json
        )
    return this


def _check_rules(settings: Settings) -> None:
    """Rules of somebody's own are compiled before anything is read with them."""
    if settings.rules is None:
        return
    from extract.pipeline import Extractor

    with refusing():
        Extractor(settings.rules)


def _read(
    tasks: Iterable[Task], settings: Settings, jobs: int | None, timeout: float, named: bool
) -> Iterator[Outcome]:
    """Read files with the pool, naming those that fail as they do."""
    from extract.pool import cores, read_all

    several = list(tasks)
    for outcome in read_all(several, settings, min(jobs or cores(), len(several)), timeout):
        if outcome.failure is not None and named:
            typer.echo(f"{outcome.failure.path}: {outcome.failure.reason}", err=True)
        yield outcome


def _report(run: Run, output: Path, seconds: float, *, quiet: bool, log_json: bool) -> None:
    summary = run.summary
    facts = {
        "read": summary.files - summary.failed - summary.unchanged,
        "kept": run.kept + summary.unchanged,
        "vanished": run.vanished,
        "failed": summary.failed,
        "claims": summary.claims,
        "seconds": round(seconds, 1),
    }
    if log_json:
        from extract.progress import log

        log("run", **facts, output=str(output))
    elif not quiet:
        from rich.console import Console

        summary.show(Console(stderr=True))
        if run.listing.passed:
            suffixes = ", ".join(f"{suffix or 'no suffix'} {n}" for suffix, n in run.listing.passed.most_common(8))
            typer.echo(f"left out, as no reader knows them: {suffixes}", err=True)
        typer.echo(_in_a_line(run, output, facts))


def _in_a_line(run: Run, output: Path, facts: Mapping[str, Any]) -> str:
    """What a run did: ``5 files read, 269 claims, 0 failed, 2.7 s -> claims.csv``."""
    parts = [f"{counted(facts['read'], 'file')} read"]
    if run.holds is not None:
        parts += [f"{facts['kept']} unchanged", f"{facts['vanished']} vanished"]
    parts += [counted(facts["claims"], "claim"), f"{facts['failed']} failed", f"{facts['seconds']} s -> {output}"]
    line = ", ".join(parts)
    if run.holds is not None:
        line += f" (holds {counted(run.holds.claims, 'claim')} of {counted(run.holds.documents, 'document')})"
    return line


def _on_ray(paths: list[str], output: Path, settings: Settings, quiet: bool) -> typer.Exit:
    try:
        from extract.engine_ray import run_on_ray
    except ImportError:
        return fail("--engine ray needs Ray: pip install 'zhclaims[ray]'")
    try:
        failures = run_on_ray(paths, str(output), settings)
    except (FileNotFoundError, ValueError) as error:
        return fail(str(error))
    for failure in failures:
        typer.echo(f"{failure.path}: {failure.reason}", err=True)
    if not quiet:
        typer.echo(f"{len(failures)} failed -> {output}")
    return typer.Exit(1 if failures else 0)


def export(
    ledger: Annotated[Path, typer.Argument(help="A ledger that a run wrote.", metavar="LEDGER")],
    output: Annotated[Path, typer.Argument(help="The suffix picks the format.", metavar="OUT")],
    vanished: Annotated[bool, typer.Option("--vanished", help="Also the claims of files that are gone.")] = False,
) -> None:
    """Write the claims of a ledger as a table (.csv .jsonl .parquet .xlsx)."""
    from extract.ledger import Ledger
    from extract.output import write_failures, writing

    if not ledger.is_file():
        raise fail(f"{ledger}: no such ledger")
    with refusing(), Ledger(ledger) as source:
        with writing(output) as writer:
            writer.rows(source.rows(vanished=vanished))
            within = writer.failures(source.failures())
        if not within:
            write_failures(source.failures(), output)
        counts = source.counts()
    found = f"{counted(counts.claims, 'claim')} of {counted(counts.documents, 'document')}"
    typer.echo(f"{found}, {counted(counts.failures, 'failure')} -> {output}")
