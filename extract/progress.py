"""Progress: how far a run is, for a terminal, a log, or a program that reads it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from extract.outcome import Outcome

# Seconds between the lines of a log.
EVERY = 10.0


class Progress(Protocol):
    """Is told of every file."""

    def done(self, outcome: Outcome) -> None: ...


class Silent:
    """Says nothing of files that were read."""

    def done(self, outcome: Outcome) -> None:
        pass


class Lines:
    """A line every few seconds, for logs and pipes."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._started = self._last = time.monotonic()

    def done(self, outcome: Outcome) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            rate = self._done / (now - self._started)
            left = (self._total - self._done) / rate
            print(f"{self._done} of {self._total} files, {rate:.1f} a second, {left:.0f} s left", file=sys.stderr)


class JsonLines:
    """An object a file on standard error, for programs."""

    def done(self, outcome: Outcome) -> None:
        reason = {} if outcome.failure is None else {"failure": outcome.failure.reason}
        log("file", path=outcome.path, claims=len(outcome.rows), unchanged=outcome.unchanged, **reason)


def log(event: str, **facts: Any) -> None:
    """One line of JSON on standard error."""
    print(json.dumps({"event": event, **facts}, ensure_ascii=False), file=sys.stderr, flush=True)


@contextmanager
def progress(total: int, *, quiet: bool = False, as_json: bool = False) -> Iterator[Progress]:
    """Whatever suits: a bar with rate and time left on a terminal, else lines."""
    if as_json:
        yield JsonLines()
    elif quiet or not total:
        yield Silent()
    elif sys.stderr.isatty():
        with _bar(total) as bar:
            yield bar
    else:
        yield Lines(total)


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total, rate="")
        started = time.monotonic()

        class Shown:
            def __init__(self) -> None:
                self._done = 0

            def done(self, outcome: Outcome) -> None:
                self._done += 1
                rate = self._done / max(1e-9, time.monotonic() - started)
                bar.update(task, advance=1, rate=f"{rate:.1f} files/s")

        yield Shown()
