"""Fixtures: the extractor, compiled once, and the claims of the seeds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from extract.claim import Claim
from extract.document import Document
from extract.kept import FOLDER
from extract.pipeline import Extractor
from extract.reader import read
from spec import REPORT, SEEDS

# What is worked out from the rules stays out of the user's cache folder.
os.environ.setdefault(FOLDER, str(Path(__file__).parent.parent / ".pytest_cache" / "zhclaims"))
# The first text that a test reads compiles the rules.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

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


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def seeds() -> dict[str, Document]:
    """The seeds, by the number their names begin with."""
    return {path.name[:3]: read(path) for path in sorted(SEEDS.glob("*.txt"))}


@pytest.fixture(scope="session")
def seed_claims(seeds: dict[str, Document], extractor: Extractor) -> dict[str, list[Claim]]:
    return {number: extractor(document) for number, document in seeds.items()}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on file."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


# Expectations that hold by the label guide and that the extractor does not meet yet: why, and parts of the tests' names.
PENDING = {
    "a saving is no change where its object stands between verb and amount": ["test_the_kind_of_a_claim[全年节省开支20万元"],
    "该片 is not resolved to the title before": ["test_the_subject_of_a_claim[快手推出了《拜托啦奶奶》"],
    "eight examples are made true by another rule": ["test_an_example_fires_its_own_rule"],
    "the 约 of 纽约 is taken for 'about'": ["test_a_row[004 波士顿、纽约⟦5个⟧"],
    "a day without a year takes the year last named, not the document's": ["test_a_row[004 商家号甄选⟦15位⟧"],
    "6·18 names no month": ["test_a_row[004 创作者获得了超过⟦6000万⟧"],
    "the owner is lost, or told twice": [
        "test_a_row[001 场次超过", "test_a_row[003 同步率达", "test_a_row[003 客单价提升",
    ],
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is pending; a test that passes after all is shown as such and is to be taken off the list."""
    for item in items:
        for reason, names in PENDING.items():
            if any(name in item.nodeid for name in names):
                item.add_marker(pytest.mark.xfail(reason=reason, strict=False))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes in the name of a test, shown as Python writes them."""
    return ascii(val)[:40] if isinstance(val, bytes) else None
