"""What the commands share: options, and how one that can't be done ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

_DATES = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}


def fail(message: str) -> typer.Exit:
    """Say what was wrong with the command; exit status 2."""
    typer.echo(f"zhclaims: {message}", err=True)
    return typer.Exit(2)


@contextmanager
def refusing() -> Iterator[None]:
    """Rules, labels, ledgers and tables that can't be used end the command with exit status 2 and their own message."""
    try:
        yield
    except Exception as error:
        # Imported only now, since a command that goes well may need none of it.
        from extract.gold import LabelError
        from extract.output import TableError
        from extract.rulebook import RuleError
        from extract.schema import LedgerError

        if isinstance(error, (LabelError, LedgerError, RuleError, TableError, FileNotFoundError)):
            raise fail(str(error)) from error
        raise


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "file"), counted(2, "file")
    ('1 file', '2 files')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _date(value: str | None) -> str | None:
    if value is not None and not _is_date(value):
        raise typer.BadParameter(f"{value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _is_date(value: str) -> bool:
    try:
        datetime.strptime(value, _DATES[len(value)])
    except (KeyError, ValueError):
        return False
    return True


RulesOption = Annotated[Path | None, typer.Option("--rules", help="A folder of rules instead of the project's own.")]
DateOption = Annotated[
    str | None, typer.Option("--date", callback=_date, help="The documents' date, YYYY, YYYY-MM or YYYY-MM-DD.")
]
FurnitureOption = Annotated[
    bool, typer.Option("--include-furniture", help="Also read navigation and lists of headlines.")
]
