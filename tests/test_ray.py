"""The Ray engine finds what the local one finds. Skipped where Ray is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")

from extract.batch import files, tasks  # noqa: E402
from extract.outcome import Settings  # noqa: E402
from extract.output import arrow_table  # noqa: E402
from extract.pool import read_all  # noqa: E402

Make = Callable[[int], Path]


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """A cluster of two workers on this machine."""
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200_000_000)
    yield
    ray.shutdown()


def test_ray_finds_what_one_machine_finds(cluster: None, folder: Make, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from extract.engine_ray import run_on_ray

    reports = folder(40)
    (reports / "bad.txt").write_bytes(bytes(range(256)))
    failures = run_on_ray([str(reports)], str(tmp_path / "out"), Settings(), workers=2)
    local = list(read_all(tasks(files([reports])), Settings(), 1))

    assert failures == [outcome.failure for outcome in local if outcome.failure]
    found = pq.read_table(tmp_path / "out" / "claims").to_pylist()
    expected = arrow_table([row for outcome in local for row in outcome.rows]).to_pylist()
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    assert pq.read_table(tmp_path / "out" / "failures").to_pylist() == [
        {"path": failure.path, "reason": failure.reason} for failure in failures
    ]


def test_a_path_that_is_not_there_is_said() -> None:
    from extract.engine_ray import run_on_ray

    with pytest.raises(FileNotFoundError, match="nowhere"):
        run_on_ray(["nowhere"], "out", Settings())
