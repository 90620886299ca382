"""Small folders of reports to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SENTENCES = (
    "2023年，全市粮食产量达{n}.5万吨，同比增长{n}%。",
    "截至2022年底，县城共有{n}家企业，占全省的{n}%。",
    "去年新增就业{n}00人，其中三成为毕业生。",
)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[int], Path]:
    """Makes a folder of so many reports, each other than the rest."""

    def make(count: int, name: str = "reports") -> Path:
        path = tmp_path / name
        path.mkdir(exist_ok=True)
        for n in range(1, count + 1):
            text = "\n".join(sentence.format(n=n) for sentence in SENTENCES)
            (path / f"report-{n:03}.txt").write_text(text, encoding="utf-8")
        return path

    return make
