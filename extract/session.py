"""A run: plan, read, record, and say what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.batch import listing, tasks
from extract.ledger import Counts, Ledger
from extract.outcome import Outcome, Settings, Task
from extract.output import writable, write_failures, writing
from extract.progress import progress
from extract.rulefiles import rules_version
from extract.summary import Summary

LEDGER = ".sqlite"
# A ledger is written in transactions of whole documents: that many, or as many as came in that many seconds.
TOGETHER, SECONDS = 64, 0.5

Reader = Callable[[Iterable[Task]], Iterator[Outcome]]


class Run:
    """One run over some paths.

    Args:
        paths: files and folders.
        output: where the claims go; ``.sqlite`` is a ledger, to which only new and changed files are added.
        settings: what the claims depend on beside the files.

    Raises:
        FileNotFoundError: a path, or a rule file, that is not there.
        LedgerError: the output is no ledger.
    """

    def __init__(self, paths: list[Path], output: Path, settings: Settings) -> None:
        self.paths, self.output, self.settings = paths, output, settings
        self.listing = listing(paths)
        self.files = self.listing.files
        self.summary = Summary()
        self.kept = 0
        self.vanished = 0
        self.holds: Counts | None = None  # what the ledger holds after the run

    def read(self, reader: Reader, *, quiet: bool = False, as_json: bool = False) -> Summary:
        """Read what is to be read and write what was found."""
        into = self._into_ledger if self.output.suffix.lower() == LEDGER else self._into_table
        with into() as (waiting, record), progress(len(waiting), quiet=quiet, as_json=as_json) as shown:
            for outcome in reader(waiting) if waiting else ():
                self.summary.add(outcome)
                record(outcome)
                shown.done(outcome)
        return self.summary

    @contextmanager
    def _into_ledger(self) -> Iterator[tuple[list[Task], Callable[[Outcome], None]]]:
        with writable(self.output):
            pass
        with Ledger(self.output, rules_version(self.settings.rules), self.settings) as ledger:
            waiting = list(ledger.pending(tasks(self.files)))
            self.kept = len(self.files) - len(waiting)
            group = _Group(ledger)
            try:
                yield waiting, group.add
            finally:
                group.flush()
            self.vanished = ledger.mark_vanished(self.paths, self.files, self.listing.closed)
            self.holds = ledger.counts()

    @contextmanager
    def _into_table(self) -> Iterator[tuple[list[Task], Callable[[Outcome], None]]]:
        with writing(self.output) as writer:
            yield list(tasks(self.files)), lambda outcome: writer.rows(outcome.rows)
            within = writer.failures(self.summary.failures)
        if not within:
            write_failures(self.summary.failures, self.output)


class _Group:
    """Documents on their way into a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: list[Outcome] = []
        self._since = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        self._waiting.append(outcome)
        if len(self._waiting) >= TOGETHER or time.monotonic() - self._since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits; only then is it safe."""
        waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        if waiting:
            self._ledger.add(waiting)
