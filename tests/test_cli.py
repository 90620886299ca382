"""The command line: what it prints, and its exit status (0 all well, 1 something failed, 2 the command was wrong)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from extract.cli import app
from spec import RULES
from test_gold import challenge, write


def zhclaims(*arguments: Any, stdin: str | None = None) -> Any:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# run


def test_run_writes_a_table(report: Path, tmp_path: Path) -> None:
    result = zhclaims("run", report, "-o", tmp_path / "out.csv")
    assert result.exit_code == 0
    frame = pd.read_csv(tmp_path / "out.csv", dtype=str)
    assert frame["text"].tolist() == ["20.5万吨", "3%", "25万吨"]
    assert frame["modality"].tolist() == ["actual", "actual", "projected"]
    assert "1 file read, 3 claims, 0 failed" in result.stdout


def test_run_reads_folders(report: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    shutil.copy(report, tmp_path / "deep" / "second.md")
    result = zhclaims("run", tmp_path, "-o", tmp_path / "out.jsonl", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 6


def test_a_bad_file_is_named_and_loses_no_other(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = zhclaims("run", tmp_path, "-o", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert "empty.txt: the file is empty" in result.stderr
    assert len(pd.read_csv(tmp_path / "out.csv")) == 3


def test_a_date_dates_the_documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("去年，全市粮食产量20万吨。", encoding="utf-8")
    assert zhclaims("run", tmp_path / "a.txt", "-o", tmp_path / "out.csv", "--date", "2024-03-05").exit_code == 0
    assert pd.read_csv(tmp_path / "out.csv")["year"].tolist() == [2023]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "{report}", "-o", "{tmp}/out.doc"], "no such format; known are"),
        (["run", "{tmp}/nowhere"], "nowhere: no such file or folder"),
        (["run", "{report}", "--rules", "{tmp}"], "no such rule file"),
        (["run"], "Missing argument"),
        (["fly"], "No such command"),
        (["report", "{tmp}/out.html", "{tmp}/nowhere"], "nowhere: no such file or folder"),
        (["rules", "check", "--rules", "{tmp}"], "no such rule file"),
        (["score", "--gold", "{tmp}/nowhere"], "nowhere: no labels"),
        (["score", "--misses", "{tmp}/misses.doc"], "no such format; known are"),
        (["run", "{report}", "--date", "2024-02-31"], "is no date"),
        (["run", "{report}", "--engine", "spark"], "is not one of"),
        (["run", "{report}", "-o", "{report}/out.csv"], "report.txt/out.csv: can't be written"),
        (["run", "{report}", "-o", "{report}/out.sqlite"], "report.txt/out.sqlite: can't be written"),
        (["run", "{report}", "-o", "{tmp}/folder.csv"], "folder.csv: can't be written: Is a directory"),
        (["report", "{tmp}/folder.csv", "{report}"], "folder.csv: can't be written"),
        (["report", "{tmp}/out.html", "{tmp}/other.sqlite"], "other.sqlite: can't be read as a table of claims"),
        (["report", "{tmp}/out.html", "{tmp}/other.jsonl"], "other.jsonl: can't be read as a table of claims"),
        (["export", "{tmp}/other.sqlite", "{tmp}/out.csv"], "other.sqlite: file is not a database"),
        (["score", "--misses", "{tmp}/folder.csv"], "folder.csv: can't be written"),
        (["show", "{report}", "--rules", "{tmp}"], "no such rule file"),
        (["report", "{tmp}/out.html", "{report}", "--rules", "{tmp}"], "no such rule file"),
    ],
)
def test_a_wrong_command_says_why(arguments: list[str], message: str, report: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("other.sqlite", "other.jsonl"):
        (tmp_path / name).write_text("something else")
    result = zhclaims(*(argument.format(report=report, tmp=tmp_path) for argument in arguments))
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("units.yaml", "families:", "families: [", "units.yaml: not YAML"),
        ("exclusions.yaml", 'pattern: "', 'pattern: "(', "does not compile"),
    ],
)
def test_a_broken_rule_file_is_named(file: str, old: str, new: str, message: str, report: Path, tmp_path: Path) -> None:
    rules = shutil.copytree(RULES, tmp_path / "rules")
    (rules / file).write_text((rules / file).read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = zhclaims("run", report, "-o", tmp_path / "out.csv", "--rules", rules)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("width", [80, 140])
def test_the_summary_fits_the_terminal(width: int, report: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    (tmp_path / "b.txt").write_text(
        "某某[1]局《关于全市工业经济运行情况的报告》显示，产量达123456789吨。", encoding="utf-8"
    )
    lines = zhclaims("run", report, tmp_path / "b.txt", "-o", tmp_path / "out.csv").output.splitlines()
    assert all(len(line) <= width for line in lines[:-1])
    assert lines[0].split() == ["document", "claims", "level", "change", "share", "ratio", "subject", "year"]
    assert lines[2].split() == ["b.txt", "1", "1", "0", "0", "0", "1", "0"]
    names = ["mention", "amount", "unit", "kind", "subject", "period", *(["source"] if width == 140 else [])]
    assert names in [line.split() for line in lines]


def test_a_second_run_on_a_ledger_reads_nothing_new(report: Path, tmp_path: Path, monkeypatch: Any) -> None:
    os.utime(report, (1, 1))
    monkeypatch.chdir(tmp_path)
    assert "1 file read, 0 unchanged, 0 vanished, 3 claims" in zhclaims("run", report).stdout
    again = zhclaims("run", report).stdout
    assert "0 files read, 1 unchanged, 0 vanished, 0 claims" in again
    assert again.strip().endswith("-> claims.sqlite (holds 3 claims of 1 document)")


def test_files_of_other_formats_are_counted(report: Path, tmp_path: Path) -> None:
    for name in ("a.doc", "b.doc", "c.pptx"):
        (tmp_path / name).write_bytes(b"")
    result = zhclaims("run", tmp_path, "-o", tmp_path / "out.csv")
    assert result.exit_code == 0
    assert "left out, as no reader knows them: .doc 2, .pptx 1" in result.stderr


def test_the_package_runs_as_the_command() -> None:
    command = [sys.executable, "-m", "extract", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith("zhclaims ")


# show, text, report


def test_show_prints_a_text_and_its_claims(report: Path) -> None:
    result = zhclaims("show", report)
    assert result.exit_code == 0
    assert "全市粮食产量达20.5万吨" in result.stdout
    assert "205000" in result.stdout


def test_show_reads_standard_input() -> None:
    result = zhclaims("show", "-", stdin="2023年，全市粮食产量20万吨。")
    assert result.exit_code == 0
    assert "200000" in result.stdout


def test_show_says_that_there_are_no_claims() -> None:
    assert "no claims" in zhclaims("show", "-", stdin="没有数字。").stdout


def test_show_names_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = zhclaims("show", tmp_path / "empty.txt")
    assert result.exit_code == 1
    assert "empty.txt: the file is empty" in result.stderr


def test_text_prints_what_offsets_point_into(report: Path) -> None:
    result = zhclaims("text", report)
    assert (result.exit_code, result.stdout) == (0, report.read_text(encoding="utf-8"))


def test_report_writes_a_page(report: Path, tmp_path: Path) -> None:
    result = zhclaims("report", tmp_path / "out.html", report)
    assert result.exit_code == 0
    assert "<mark>20.5万吨</mark>" in (tmp_path / "out.html").read_text(encoding="utf-8")


# rules check


def test_rules_check_counts_examples_of_every_rule() -> None:
    result = zhclaims("rules", "check", "--each")
    assert result.exit_code == 0
    assert ["quantity.percent-hanzi", "1"] in [line.split()[:2] for line in result.stdout.splitlines()]
    assert "0 failed" in result.stdout.splitlines()[-1]


def test_rules_check_counts_by_file() -> None:
    lines = zhclaims("rules", "check").stdout.splitlines()
    assert lines[0].split() == ["file", "rules", "examples", "counter-examples", "failed"]
    assert {"units.yaml", "quantities.yaml", "periods.yaml", "tables.yaml"} <= {line.split()[0] for line in lines}


FAMILY = """families:
  - id: unit.platform-coin
    type: measure
    units: [云豆]
    examples:
      主播收到打赏3.2万云豆: {amount: 32000, unit: 万云豆, base_unit: 云豆}
    counter: [云豆腐上市]
"""


def test_rules_can_be_copied_and_a_unit_added(report: Path, tmp_path: Path) -> None:
    """The example of the README."""
    report.write_text("2023年，该平台主播收到打赏3.2万云豆。", encoding="utf-8")
    rules = tmp_path / "my-rules"
    assert zhclaims("rules", "copy", rules).exit_code == 0
    assert zhclaims("rules", "copy", rules).exit_code == 2
    units = (rules / "units.yaml").read_text(encoding="utf-8")
    (rules / "units.yaml").write_text(units.replace("families:\n", FAMILY, 1), encoding="utf-8")
    assert zhclaims("rules", "check", "--rules", rules).exit_code == 0
    assert zhclaims("run", report, "-o", tmp_path / "out.csv", "--rules", rules).exit_code == 0
    row = pd.read_csv(tmp_path / "out.csv", dtype=str).iloc[0]
    assert (row["unit"], row["amount"], row["base_unit"]) == ("万云豆", "32000", "云豆")
    assert "unit.platform-coin" in row["rules"].split()


def test_an_example_that_does_not_hold_is_named(tmp_path: Path) -> None:
    rules = shutil.copytree(RULES, tmp_path / "rules")
    path = rules / "relations.yaml"
    text = path.read_text(encoding="utf-8")
    assert "罚款5000元以下: {relation: le" in text
    path.write_text(text.replace("罚款5000元以下: {relation: le", "罚款5000元以下: {relation: gt"), encoding="utf-8")
    result = zhclaims("rules", "check", "--rules", rules)
    assert result.exit_code == 1
    assert "relation.at-most-after: '罚款5000元以下' gave" in result.stderr


# score, gold check


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    return write(tmp_path / "gold", challenge(), {**challenge(year=2022, period="2022"), "id": "grain-02"})


def test_score_prints_levels_with_intervals(gold: Path) -> None:
    result = zhclaims("score", "--gold", gold, "--docs", gold)
    assert result.exit_code == 0
    assert "precision" in result.stdout
    assert "95 %" in result.stdout


def test_score_prints_json(gold: Path) -> None:
    result = zhclaims("score", "--gold", gold, "--docs", gold, "--json")
    figures = json.loads(result.stdout)["challenge"]
    assert (figures["labels"], figures["claims"]) == (2, 2)
    assert figures["levels"]["quantity"]["f1"] == 1.0
    claim = figures["levels"]["claim"]
    assert (claim["precision"], claim["recall"], claim["f1"]) == pytest.approx((0.5, 0.5, 0.5))
    low, high = figures["levels"]["claim"]["interval"]
    assert 0 <= low <= 0.5 <= high <= 1


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx"])
def test_score_writes_misses(gold: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"misses{suffix}"
    assert zhclaims("score", "--gold", gold, "--docs", gold, "--misses", out).exit_code == 0
    read = {".csv": pd.read_csv, ".jsonl": lambda path: pd.read_json(path, lines=True), ".xlsx": pd.read_excel}[suffix]
    frame = read(out)
    assert frame[["document", "error", "gold_year", "year"]].values.tolist() == [["grain-02", "year", 2022, 2023]]
    assert "⟦20万吨⟧" in frame["context"][0]


def test_no_misses_are_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    write(tmp_path / "gold", challenge())
    out = tmp_path / "misses.csv"
    assert zhclaims("score", "--gold", tmp_path / "gold", "--misses", out).exit_code == 0
    assert pd.read_csv(out).empty


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['{"id": '], "challenge.jsonl:1: not JSON"),
        ([challenge(start=12)], "the text at 12-17 is '达20万吨'"),
        ([challenge(year="2023")], "of the wrong type: year '2023'"),
        ([{**challenge(), "claims": [{"start": 0}]}], "without end, text"),
    ],
)
def test_broken_labels_are_not_scored(lines: list[Any], message: str, tmp_path: Path) -> None:
    result = zhclaims("score", "--gold", write(tmp_path, *lines), "--docs", tmp_path)
    assert result.exit_code == 2
    assert message in result.stderr


def test_labels_that_look_wrong_are_scored_and_counted(tmp_path: Path) -> None:
    result = zhclaims("score", "--gold", write(tmp_path, challenge(amount=2000)), "--docs", tmp_path)
    assert result.exit_code == 0
    assert "1 labels look wrong" in result.stderr


def test_gold_check_names_what_is_wrong(gold: Path) -> None:
    assert zhclaims("gold", "check", "--gold", gold, "--docs", gold).exit_code == 0
    write(gold, challenge(amount=2000), challenge(start=12) | {"id": "grain-02"})
    result = zhclaims("gold", "check", "--gold", gold, "--docs", gold)
    assert result.exit_code == 1
    assert "grain-01: '20万吨': amount 2000, but value and unit give 200000" in result.stderr
    assert "grain-02: '20万吨': the text at 12-17 is" in result.stderr


def test_gold_check_lists_numerals_without_a_label(gold: Path) -> None:
    result = zhclaims("gold", "check", "--gold", gold, "--docs", gold, "--unlabelled")
    assert "grain-01:0: 2023年" in result.stdout
