"""The ledger: a SQLite file of documents, claims and failures, to which later runs add only what is new or changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from os.path import abspath
from pathlib import Path

from extract.claim import FIELDS
from extract.document import printable
from extract.outcome import Failure, Outcome, Settings, Task
from extract.row import PLACE, Row
from extract.schema import LedgerError, prepare

_COLUMNS = ", ".join(f'"{name}"' for name in FIELDS)
_INSERT = f"INSERT INTO claims (document, amount_real, {_COLUMNS}) VALUES (?, ?, {', '.join('?' for _ in FIELDS)})"
_DOCUMENT = """
    INSERT INTO documents (path, sha256, size, mtime_ns, date, reader, rules, settings, read_at, vanished)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
    ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size, mtime_ns = excluded.mtime_ns,
        date = excluded.date, reader = excluded.reader, rules = excluded.rules, settings = excluded.settings,
        read_at = excluded.read_at, vanished = NULL
    RETURNING id"""

# A file whose time is that near to when it was read may have changed again within the same tick of the clock.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Counts:
    """What a ledger holds: documents and their claims that are there, vanished documents, and failures."""

    documents: int
    claims: int
    vanished: int
    failures: int


class Ledger:
    """A ledger on disk.

    Args:
        path: its file; made if it is not there.
        rules: the version of the rules that this run reads with.
        settings: what else the claims depend on.

    Raises:
        LedgerError: the file is no ledger, or one of a newer version.
    """

    def __init__(self, path: Path, rules: str = "", settings: Settings | None = None) -> None:
        self.path = path
        self._rules = rules
        self._settings = (settings or Settings()).label
        try:
            self._connection = sqlite3.connect(path, timeout=120, isolation_level=None)
            prepare(self._connection)
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path}: {error}") from error
        except LedgerError as error:
            raise LedgerError(f"{path}: {error}") from None

    def close(self) -> None:
        """Close the file; all that was added is in it."""
        self._connection.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What is to do

    def pending(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """The files that are new, or may have changed, or were read with other rules or settings, or failed."""
        query = """SELECT sha256, size, mtime_ns, rules = ? AND settings = ?, vanished IS NULL, read_at
                   FROM documents WHERE path = ? AND path NOT IN (SELECT path FROM failures)"""
        for task in tasks:
            known = self._connection.execute(query, (self._rules, self._settings, _key(task.path))).fetchone()
            if known is None or not known[3]:
                yield task
                continue
            same = (task.size, task.mtime_ns) == (known[1], known[2]) and known[4]
            if not same or task.mtime_ns > _nanoseconds(known[5]) - _TICK_NS:
                yield Task(task.path, task.size, task.mtime_ns, known[0])

    # Adding

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Record some files, all in one transaction: of each everything or nothing."""
        now = datetime.now(timezone.utc).isoformat(timespec="microseconds")
        with self._transaction():
            for outcome in outcomes:
                if outcome.failure is not None:
                    self._connection.execute(
                        "INSERT OR REPLACE INTO failures (path, sha256, rules, reason, failed_at) VALUES (?, ?, ?, ?, ?)",
                        (_key(outcome.path), outcome.sha256, self._rules, outcome.failure.reason, now),
                    )
                else:
                    self._record(outcome, now)

    def _record(self, outcome: Outcome, now: str) -> None:
        path = _key(outcome.path)
        self._connection.execute("DELETE FROM failures WHERE path = ?", (path,))
        if outcome.unchanged:
            self._connection.execute(
                "UPDATE documents SET size = ?, mtime_ns = ?, read_at = ?, vanished = NULL WHERE path = ?",
                (outcome.size, outcome.mtime_ns, now, path),
            )
            self._connection.execute(
                "UPDATE claims SET vanished = NULL WHERE vanished IS NOT NULL "
                "AND document = (SELECT id FROM documents WHERE path = ?)",
                (path,),
            )
            return
        facts = (path, outcome.sha256, outcome.size, outcome.mtime_ns, outcome.date, outcome.reader)
        (document,) = self._connection.execute(_DOCUMENT, (*facts, self._rules, self._settings, now)).fetchone()
        self._connection.execute("DELETE FROM claims WHERE document = ?", (document,))
        amount = PLACE["amount"]
        self._connection.executemany(_INSERT, ((document, float(row[amount]), *row) for row in outcome.rows))

    def mark_vanished(self, roots: Iterable[Path], present: Iterable[Path], closed: Iterable[Path] = ()) -> int:
        """Mark the documents under some folders that are no more among the files there, and their claims.

        Args:
            roots: the folders; present: the files that are there.
            closed: folders that can't be listed; nobody knows what is in them.

        Returns:
            How many vanished since the last run.
        """
        folders, unknown = (tuple(_key(path).rstrip(os.sep) + os.sep for path in some) for some in (roots, closed))
        now = datetime.now(timezone.utc).isoformat(timespec="microseconds")
        there = {_key(path) for path in present}

        def missed(path: str) -> bool:
            return path not in there and path.startswith(folders) and not path.startswith(unknown)

        known = self._connection.execute("SELECT id, path FROM documents WHERE vanished IS NULL")
        gone = [(now, i) for i, path in known if missed(path)]
        failed = self._connection.execute("SELECT path FROM failures")
        lost = [(path,) for (path,) in failed if missed(path)]
        if gone or lost:
            with self._transaction():
                self._connection.executemany("UPDATE documents SET vanished = ? WHERE id = ?", gone)
                self._connection.executemany("UPDATE claims SET vanished = ? WHERE document = ?", gone)
                self._connection.executemany("DELETE FROM failures WHERE path = ?", lost)
        return len(gone)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    # Reading

    def rows(self, *, vanished: bool = False) -> Iterator[Row]:
        """The claims, document by document in the order of their paths; those of vanished files only if asked for."""
        where = "" if vanished else "WHERE claims.vanished IS NULL"
        names = ", ".join(f'claims."{name}"' for name in FIELDS)
        query = f"SELECT {names} FROM claims JOIN documents ON documents.id = document {where} ORDER BY documents.path, claims.id"
        yield from self._connection.execute(query)

    def failures(self) -> Iterator[Failure]:
        """The files that could not be read at the last try."""
        for path, reason in self._connection.execute("SELECT path, reason FROM failures ORDER BY path"):
            yield Failure(path, reason)

    def counts(self) -> Counts:
        """What the ledger holds."""
        query = """SELECT (SELECT count(*) FROM documents WHERE vanished IS NULL),
                          (SELECT count(*) FROM claims WHERE vanished IS NULL),
                          (SELECT count(*) FROM documents WHERE vanished IS NOT NULL),
                          (SELECT count(*) FROM failures)"""
        return Counts(*self._connection.execute(query).fetchone())


def _key(path: str | Path) -> str:
    """What the ledger calls a file."""
    return printable(abspath(path))


def _nanoseconds(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp() * 1_000_000_000)
