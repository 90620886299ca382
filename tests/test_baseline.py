"""Scores on record: what fell is named, mention by mention; a record never sinks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract import baseline
from extract.cli import app
from extract.cli_gold import BASELINE, tallied
from extract.gold import Labelled, load
from extract.score import pair
from extract.tally import Tally
from spec import GOLD, RULES, SEEDS
from test_gold import LABEL, TEXT, challenge, write
from test_score import record


def units(*claims: Any) -> dict[str, baseline.Unit]:
    """One article of two labels, 3亿元 at 0 and at 10, and what was found of them."""
    return {"report": {"report": Tally(tuple(pair([record(0, 3), record(10, 13)], claims)))}}


RIGHT = units(record(0, 3), record(10, 13))
RECORDS = baseline.raised({}, RIGHT)


def test_nothing_fell() -> None:
    assert list(baseline.falls(RECORDS, RIGHT)) == []


@pytest.mark.parametrize(
    ("claims", "levels", "mentions"),
    [
        ([record(0, 3)], ["found", "exact", "quantity", "year", "subject", "claim"], ("10 3亿元",)),
        ([record(0, 3), record(10, 13, year=2022)], ["year", "claim"], ("10 3亿元",)),
        ([record(0, 3, subject="价格"), record(10, 13)], ["subject", "claim"], ("0 3亿元",)),
        ([record(0, 3), record(10, 14)], ["exact"], ("10 3亿元",)),
        ([record(0, 3), record(10, 13), record(20, 23)], ["found", "exact", "quantity", "year", "subject", "claim"], ("20 3亿元 (no label)",)),
    ],
)  # fmt: skip
def test_a_fall_names_its_levels_and_mentions(claims: list[Any], levels: list[str], mentions: tuple[str, ...]) -> None:
    found = list(baseline.falls(RECORDS, units(*claims)))
    assert [fall.level for fall in found] == levels
    assert {fall.mentions for fall in found} == {mentions}
    assert str(found[0]).startswith(f"report: {levels[0]} fell from 1.000 to 0.")


def test_labels_that_are_gone_are_a_fall() -> None:
    assert [str(fall) for fall in baseline.falls(RECORDS, {})] == [
        "report: found fell from 1.000 to 0.000: its labels are gone"
    ]


def test_a_fall_within_the_slack_is_none() -> None:
    labels = [record(i * 10, i * 10 + 3) for i in range(700)]
    record_ = baseline.raised({}, {"challenge": {"a": Tally(tuple(pair(labels, labels)))}})
    one_less = {"challenge": {"a": Tally(tuple(pair(labels, labels[1:])))}}
    many_less = {"challenge": {"a": Tally(tuple(pair(labels, labels[10:])))}}
    assert list(baseline.falls(record_, one_less)) == []
    assert len(list(baseline.falls(record_, many_less))) == 6


def test_the_challenge_set_is_one_unit_and_names_its_texts() -> None:
    texts = [Labelled(name, TEXT, (LABEL,), part="challenge") for name in ("grain-01", "grain-02")]
    right = Tally(tuple(pair([LABEL], [{**LABEL, "rules": ()}])))
    missed = Tally(tuple(pair([LABEL], [])))
    records = baseline.raised({}, baseline.units(texts, {"grain-01": right, "grain-02": right}))
    assert list(records) == ["challenge"]
    fallen = list(baseline.falls(records, baseline.units(texts, {"grain-01": right, "grain-02": missed})))
    assert fallen[0].mentions == ("grain-02 13 20万吨",)


def test_a_record_rises_and_never_sinks() -> None:
    low = baseline.raised({}, units(record(0, 3)))
    high = baseline.raised(low, RIGHT)
    assert high["report"]["f1"]["claim"] == 1.0 > low["report"]["f1"]["claim"]
    assert baseline.raised(high, units(record(0, 3))) == high


def test_records_are_kept_on_file(tmp_path: Path) -> None:
    assert baseline.read(tmp_path / BASELINE) == {}
    baseline.write(tmp_path / BASELINE, RECORDS)
    assert baseline.read(tmp_path / BASELINE) == RECORDS


def test_no_score_is_below_its_record() -> None:
    """The gold set: every article and the challenge set score at least what is on record."""
    records = baseline.read(GOLD / BASELINE)
    if not records:
        pytest.skip("no scores on record yet: `zhclaims score --record` puts them there")
    documents = load(GOLD, SEEDS)
    fallen = list(baseline.falls(records, baseline.units(documents, tallied(documents))))
    assert not fallen, "\n".join(map(str, fallen))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A small gold set: a text whose claim is found."""
    (tmp_path / "gold").mkdir()
    return write(tmp_path / "gold", challenge())


def score(gold: Path, *options: str) -> Any:
    return CliRunner().invoke(app, ["score", "--gold", str(gold), "--docs", str(gold), *options])


def test_score_records_and_compares(gold: Path) -> None:
    assert score(gold).exit_code == 0
    assert not (gold / BASELINE).exists()
    assert score(gold, "--record").exit_code == 0
    assert json.loads((gold / BASELINE).read_text())["challenge"]["f1"]["claim"] == 1.0
    assert score(gold).exit_code == 0


def test_a_broken_rule_makes_the_comparison_fail_and_names_the_mention(gold: Path, tmp_path: Path) -> None:
    assert score(gold, "--record").exit_code == 0
    rules = shutil.copytree(RULES, tmp_path / "rules")
    text = (rules / "numerals.yaml").read_text(encoding="utf-8")
    assert "万: 10000" in text
    (rules / "numerals.yaml").write_text(text.replace("万: 10000", "万: 1000", 1), encoding="utf-8")
    result = score(gold, "--rules", str(rules))
    assert result.exit_code == 1
    assert "challenge: quantity fell from 1.000 to 0.000: grain-01 13 20万吨" in result.stderr


def test_a_fall_is_not_recorded(gold: Path, tmp_path: Path) -> None:
    assert score(gold, "--record").exit_code == 0
    before = (gold / BASELINE).read_text()
    write(gold, challenge(year=2022, period="2022"))
    assert score(gold, "--record").exit_code == 1
    assert (gold / BASELINE).read_text() == before
