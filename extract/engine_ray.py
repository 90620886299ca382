"""The Ray engine: a folder or a bucket read by the workers of a cluster, the claims written as Parquet.

Ray Data reads the files, extracts in actors that compile the rules once, and writes what they give; the driver holds
neither texts nor claims. ``OUT`` becomes a folder: ``OUT/claims/*.parquet`` and ``OUT/failures/*.parquet``.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import ray

from extract.outcome import Failure, Outcome, Settings, Task
from extract.output import arrow_schema, arrow_table
from extract.reader import READERS
from extract.single import read_task

if TYPE_CHECKING:
    from ray.data import Dataset

# Files a worker is given at a time.
FILES = 16
# A worker has nearly a core to itself; what is left of it reads and writes. With whole cores for the workers nothing
# would be left for reading, and all would wait for ever.
WORKING, MOVING = 0.8, 0.1
FAILURES = pa.schema([("path", pa.string()), ("reason", pa.string())])
_CLAIMS, _FAILURES = "claims", "failures"


class Reader:
    """An actor: reads files given as bytes, and gives claims and failures as two columns of Arrow's IPC bytes.

    A batch of claims and one of failures have different columns; so both travel as bytes and are told apart after.
    """

    def __init__(self, settings: Settings) -> None:
        from extract.worker import start

        self._settings = settings
        start(settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        outcomes = [self._read(str(path), content) for path, content in zip(batch["path"], batch["bytes"], strict=True)]
        claims = arrow_table([row for outcome in outcomes for row in outcome.rows])
        failures = [outcome.failure for outcome in outcomes if outcome.failure is not None]
        failed = pa.table([[f.path for f in failures], [f.reason for f in failures]], schema=FAILURES)
        return {_CLAIMS: [_packed(claims)], _FAILURES: [_packed(failed)]}

    def _read(self, path: str, content: bytes) -> Outcome:
        """Readers read files: the bytes become one, under its own suffix; the claims have the name it has in the store."""
        from extract.worker import extractor

        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, f"copy{Path(path).suffix}")
            copy.write_bytes(content)
            mine = extractor(self._settings.rules, self._settings.include_furniture)
            return read_task(Task(str(copy)), mine, self._settings.date, name=path)


def _packed(table: Any) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _column(batch: dict[str, Any], name: str) -> Any:
    """One of the two tables out of a batch."""
    schema = arrow_schema() if name == _CLAIMS else FAILURES
    tables = [pa.ipc.open_stream(content).read_all() for content in batch[name]]
    return pa.concat_tables(tables) if tables else schema.empty_table()


def run_on_ray(paths: Iterable[str], output: str, settings: Settings, workers: int | None = None) -> list[Failure]:
    """Read files, folders and bucket paths (``s3://…``) with a Ray cluster, and write Parquet.

    Args:
        paths: what to read; every worker must be able to reach it.
        output: the folder to write, of a file system that all workers share, or a bucket path.
        settings: what the claims depend on; a folder of rules must be there for every worker.
        workers: how many workers; one for each CPU of the cluster if left out.

    Returns:
        The files that could not be read.

    Raises:
        FileNotFoundError: a local path that is not there.
        ValueError: nothing to read.
    """
    located = list(_located(paths))
    if not ray.is_initialized():
        ray.init(logging_level=logging.ERROR, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.WARNING)
    column: Any = _column
    count = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    local = "://" not in output
    if local:
        shutil.rmtree(output, ignore_errors=True)
    suffixes = [suffix.lstrip(".") for suffix in READERS]
    moving = {"num_cpus": MOVING}
    files = ray.data.read_binary_files(located, include_paths=True, file_extensions=suffixes, num_cpus=MOVING)
    compute = ray.data.ActorPoolStrategy(size=count)
    read: Dataset = files.map_batches(
        Reader, fn_constructor_args=(settings,), batch_size=FILES, compute=compute, num_cpus=WORKING
    ).materialize()
    claims = read.map_batches(column, fn_args=(_CLAIMS,), batch_size=64, num_cpus=MOVING)
    claims.write_parquet(f"{output}/claims", ray_remote_args=moving)
    failures = read.map_batches(column, fn_args=(_FAILURES,), batch_size=64, num_cpus=MOVING)
    found = [Failure(row["path"], row["reason"]) for row in failures.iter_rows()]
    if found:
        failures.write_parquet(f"{output}/failures", ray_remote_args=moving)
    return sorted(found, key=lambda failure: failure.path)


def _located(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if "://" in path:
            yield path
        elif Path(path).exists():
            yield str(Path(path).absolute())
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
