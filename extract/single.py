"""One file: read, its claims extracted, or its failure named. What a batch does over and over."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import ReadError, printable
from extract.outcome import Failure, Outcome, Task
from extract.row import row_of

if TYPE_CHECKING:
    from extract.pipeline import Extractor


def outcome(path: Path, extractor: Extractor, date: str | None = None) -> Outcome:
    """Read one file and extract its claims; what goes wrong is its failure."""
    return read_task(Task(str(path)), extractor, date)


def read_task(task: Task, extractor: Extractor, date: str | None = None, name: str | None = None) -> Outcome:
    """Read the file of a task unless it is what it was; what goes wrong is its failure.

    Args:
        task: the file.
        extractor: what finds its claims.
        date: its ISO date, if it is not to be asked for it.
        name: what its claims and its failure call it; the path, if left out.
    """
    from extract.reader import read

    path, name = Path(task.path), name or printable(task.path)
    digest = ""
    try:
        _must_be_file(path)
        digest = sha256(path)
        if digest == task.known:
            return Outcome(name, sha256=digest, size=task.size, mtime_ns=task.mtime_ns, unchanged=True)
        document = read(path, date, name)
        rows = tuple(map(row_of, extractor(document)))
    except ReadError as error:
        return Outcome(name, failure=Failure(name, error.reason), sha256=digest)
    except OSError as error:
        return Outcome(name, failure=Failure(name, error.strerror or str(error)), sha256=digest)
    except Exception as error:
        return Outcome(name, failure=Failure(name, f"{type(error).__name__}: {error}"), sha256=digest)
    iso = document.date.iso if document.date else None
    return Outcome(name, rows, None, digest, task.size, task.mtime_ns, iso, document.reader)


def _must_be_file(path: Path) -> None:
    """Say why a folder can't be listed; and don't wait for a pipe that nobody may ever write to.

    Raises:
        OSError: the path is no file.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.listdir(path)
        raise OSError("a folder")
    if not stat.S_ISREG(mode):
        raise OSError("not a regular file")


def sha256(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
