"""What is worked out from the rules is kept for the next run, and never missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.kept import FOLDER, MOST, kept
from extract.rulebook import Rulebook, RuleError
from extract.rulefiles import default_folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv(FOLDER, str(place))
    return place


def test_is_worked_out_once(cache: Path) -> None:
    assert kept("n", "v", lambda: 1) == 1
    assert kept("n", "v", lambda: 2) == 1
    assert kept("n", "other version", lambda: 3) == 3
    assert len(list(cache.iterdir())) == 2


def test_a_broken_file_is_made_anew(cache: Path) -> None:
    for broken in (b"", b"\x80\x05nonsense", b"cno.such.module\nName\n."):
        kept("n", "v", lambda: 1)
        next(cache.iterdir()).write_bytes(broken)
        assert kept("n", "v", lambda: 2) == 2
        next(cache.iterdir()).unlink()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("file").touch()
    for place in (str(tmp_path / "file" / "below"), ""):
        monkeypatch.setenv(FOLDER, place)
        assert kept("n", "v", lambda: 1) == 1
        assert kept("n", "v", lambda: 2) == 2


def test_old_files_make_room(cache: Path) -> None:
    for n in range(MOST + 5):
        kept("n", str(n), lambda: 1)
    assert len(list(cache.iterdir())) == MOST


def test_rules_are_the_same_kept_or_not(cache: Path) -> None:
    first, second = Rulebook.load(), Rulebook.load()
    assert first.data == second.data
    text = "2023年第三届展会有120家企业参展，一五一十地说"
    for stage in ("exclusions", "sayings", "periods"):
        made, read = (
            [(rule.id, match.span()) for rule, match in book.patterns(stage, stage).find(text)]
            for book in (first, second)
        )
        assert made == read


def test_a_wrong_rule_is_named_each_time(cache: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    for file in default_folder().glob("*.yaml"):
        rules.joinpath(file.name).write_bytes(file.read_bytes())
    rules.joinpath("units.yaml").write_text("families: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError, match=r"units\.yaml: not YAML"):
            Rulebook.load(rules)
