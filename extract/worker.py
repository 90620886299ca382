"""The worker: what a process of the pool does. Rules are compiled once a process, or once for all where processes fork.

What the work needs is imported when it begins, so that the process that only hands it out need not.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.outcome import Outcome, Settings, Task
from extract.single import read_task

if TYPE_CHECKING:
    from extract.pipeline import Extractor


@lru_cache(maxsize=2)
def extractor(rules: Path | None, include_furniture: bool) -> Extractor:
    """The extractor of this process."""
    from extract.pipeline import Extractor

    return Extractor(rules, include_furniture=include_furniture)


def read_tasks(tasks: Sequence[Task], settings: Settings) -> list[Outcome]:
    """What becomes of each file of a few."""
    mine = extractor(settings.rules, settings.include_furniture)
    return [read_task(task, mine, settings.date) for task in tasks]


def start(settings: Settings) -> None:
    """Get ready: compile the rules, and spare the collector of garbage what will never be any."""
    extractor(settings.rules, settings.include_furniture)
    gc.collect()
    gc.freeze()
