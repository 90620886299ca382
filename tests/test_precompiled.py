"""What `re` makes of the rules' patterns is kept, and is what it would make of them anew."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
import regex

from extract.kept import FOLDER
from extract.pattern import compiled
from extract.precompiled import Precompiled
from extract.rulebook import Rulebook, RuleError, rulebook
from extract.rulefiles import default_folder

LISTS = (("exclusions", "exclusions"), ("sayings", "sayings"), ("periods", "periods"), ("quantities", "forms"))


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rulebook:
    """The rules, with nothing kept of them yet."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    return Rulebook.load()


@pytest.mark.parametrize("of", LISTS)
def test_a_kept_pattern_is_the_pattern_compiled(of: tuple[str, str]) -> None:
    prepared = rulebook().patterns(*of, whole=of[1] == "forms").prepared
    for (_, written), (_, kept) in zip(prepared.patterns, prepared.precompiled, strict=True):
        assert pickle.loads(pickle.dumps(kept)).pattern() == compiled(written)
        assert (kept.code is not None) == isinstance(compiled(written), re.Pattern)


def test_what_re_does_not_know_is_compiled_as_ever() -> None:
    kept = Precompiled.of(r"(?<=一|十二{1,9})\p{P}")
    assert kept.code is None
    assert isinstance(kept.pattern(), regex.Pattern)
    with pytest.raises(regex.error):
        Precompiled.of("(一")


def test_another_version_of_re_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.precompiled._NAMES", ("no_such_module", "re"))
    kept = Precompiled.of("[一二]届")
    assert kept.code is None
    assert kept.pattern().search("第二届")


def test_the_next_run_compiles_nothing(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert book.compile("{arabic}届", "test").search("第45届")
    book.keep()
    monkeypatch.setattr(Precompiled, "of", None)
    assert Rulebook.load().compile("{arabic}届", "test").search("第45届")


def test_a_wrong_pattern_is_named_each_time(book: Rulebook, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    for file in default_folder().glob("*.yaml"):
        rules.joinpath(file.name).write_bytes(file.read_bytes())
    with rules.joinpath("sayings.yaml").open("a", encoding="utf-8") as file:
        file.write('  - id: saying.broken\n    pattern: "(一"\n')
    for _ in range(2):
        with pytest.raises(RuleError, match=r"saying\.broken: the pattern does not compile"):
            Rulebook.load(rules).patterns("sayings", "sayings")
