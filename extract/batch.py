"""Batches: a folder of reports in, claims and failures out; one bad file never stops the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.outcome import Failure, Outcome, Settings, Task
from extract.row import row_of

if TYPE_CHECKING:
    from extract.claim import Claim
    from extract.pipeline import Extractor

__all__ = ["Failure", "Outcome", "files", "outcome", "outcomes", "read_task", "run", "tasks"]


def files(paths: Iterable[Path]) -> list[Path]:
    """The files under some paths: a file stands for itself, a folder for every readable file in it, in order.

    Raises:
        FileNotFoundError: a path that is not there.
    """
    from extract.reader import READERS

    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix.lower() in READERS and not p.name.startswith("."))
            found.update(dict.fromkeys(sorted(p for p in inside if p.is_file())))
        elif path.exists():
            found[path] = None
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
    return list(found)


def tasks(paths: Iterable[Path]) -> Iterator[Task]:
    """Files as tasks that know their sizes, as the batch cuts its work by them."""
    for path in paths:
        try:
            stat = path.stat()
            yield Task(str(path), stat.st_size, stat.st_mtime_ns)
        except OSError:  # gone since it was listed; reading it will say so
            yield Task(str(path))


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
    from extract.document import ReadError
    from extract.reader import read

    path, name = Path(task.path), name or task.path
    digest = ""
    try:
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


def sha256(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def outcomes(paths: Iterable[Path], extractor: Extractor, date: str | None = None) -> Iterator[Outcome]:
    """What becomes of each file, in their order, read in this process."""
    for task in tasks(paths):
        yield read_task(task, extractor, date)


def run(
    paths: str | Path | Iterable[str | Path],
    *,
    rules: Path | None = None,
    date: str | None = None,
    jobs: int = 1,
    timeout: float | None = None,
) -> list[Claim]:
    """The claims of every file under some paths.

    Args:
        paths: a file, a folder, or several.
        rules: a folder of rules instead of the project's own.
        date: the ISO date of all documents, if they are not to be asked for it.
        jobs: how many processes read; with one, this one does. A script that asks for more needs the usual
            ``if __name__ == "__main__":``.
        timeout: seconds after which a file is given up, where other processes read.

    Raises:
        FileNotFoundError: a path that is not there.
        extract.rulebook.RuleError: rules that can't be used.
    """
    several = files(map(Path, [paths] if isinstance(paths, (str, Path)) else list(paths)))
    if jobs == 1:
        from extract.pipeline import Extractor

        return [claim for each in outcomes(several, Extractor(rules), date) for claim in each.claims]
    from extract.pool import read_all

    settings = Settings(rules, date)
    return [claim for each in read_all(tasks(several), settings, jobs, timeout) for claim in each.claims]
