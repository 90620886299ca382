"""Batches: order, failures by name, formats, the command line."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import simplejson
from typer.testing import CliRunner

import extract
from extract.batch import files, tasks
from extract.cli import app
from extract.outcome import Settings
from extract.pool import read_all

Make = Callable[[int], Path]


def zhclaims(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


# The pool. Files that misbehave do so in a reader of their own suffix, which the worker's rules of reading know.


@pytest.fixture
def misbehaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose middle files hang or kill whoever reads them."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\n"
        "import extract.reader as reader\n"
        "from extract.reader.text import read_text\n"
        "def odd(path):\n"
        "    content = path.read_text()\n"
        "    if content.startswith('hang'): time.sleep(60)\n"
        "    if content.startswith('die'): os._exit(9)\n"
        "    return read_text(path)\n"
        "reader.READERS['.odd'] = odd\n",
        encoding="utf-8",
    )
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, content in (("a", "共3人。"), ("b", "hang"), ("c", "共4人。"), ("d", "die"), ("e", "共5人。")):
        (folder / f"{name}.odd").write_text(content, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return folder


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 11), reason="an older Python looks into the working folder first")
def test_files_of_the_user_with_names_of_modules_do_no_harm(tmp_path: Path) -> None:
    for name in ("extract.py", "numpy.py", "regex.py"):
        (tmp_path / name).write_text("raise SystemExit('not a module of ours')", encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("共3人。", encoding="utf-8")
    program = Path(sys.executable).with_name("zhclaims")
    arguments = ["run", "a.txt", "b.txt", "-o", "claims.csv", "--jobs", "2"]
    run = subprocess.run([str(program), *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, "2 files read, 2 claims, 0 failed" in run.stdout) == (0, True), run.stderr


@pytest.mark.slow
def test_a_file_that_hangs_and_one_that_kills_are_failures_and_the_rest_goes_on(misbehaving: Path) -> None:
    """In a process of its own, since the server that forks workers is started once a process."""
    arguments = ["run", misbehaving, "-o", misbehaving / "out.csv", "--jobs", 2, "--timeout", 2.5, "--quiet"]
    command = [sys.executable, "-c", "from extract.cli import app; app()", *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert f"{misbehaving / 'b.odd'}: not read within 2.5 seconds" in run.stderr
    assert f"{misbehaving / 'd.odd'}: its process died" in run.stderr
    with (misbehaving / "out.csv").open(encoding="utf-8-sig") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["3人", "4人", "5人"]
    with (misbehaving / "out.failures.csv").open(encoding="utf-8-sig") as file:
        assert [Path(row["path"]).name for row in csv.DictReader(file)] == ["b.odd", "d.odd"]


def test_results_come_in_order_whatever_the_number_of_processes(folder: Make) -> None:
    paths = files([folder(40)])
    one, three = (list(read_all(tasks(paths), Settings(), jobs)) for jobs in (1, 3))
    assert [outcome.path for outcome in one] == [str(path) for path in paths]
    assert one == three


def test_processes_find_what_one_finds(folder: Make) -> None:
    reports = folder(5)
    assert extract.run(reports, jobs=2) == extract.run(reports)


def test_ctrl_c_keeps_what_was_read(folder: Make, tmp_path: Path) -> None:
    reports, ledger = folder(400), tmp_path / "l.sqlite"
    each = "from extract import session; session.TOGETHER = 1; from extract.cli import app; app()"
    arguments = ["run", str(reports), "-o", str(ledger), "--log-json", "--jobs", "1"]
    run = subprocess.Popen([sys.executable, "-c", each, *arguments], stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    for _ in range(5):
        run.stderr.readline()
    run.send_signal(signal.SIGINT)
    assert "what was read is kept" in run.stderr.read()
    assert run.wait() == 130
    from extract.ledger import Ledger

    with Ledger(ledger) as kept:
        assert 4 <= kept.counts().documents < 400


def test_a_file_that_cannot_be_read_is_a_warning_in_python(folder: Make) -> None:
    reports = folder(1)
    (reports / "empty.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"empty\.txt: the file is empty"):
        assert len(extract.run(reports)) > 0


# The command line


def test_a_bad_file_fails_by_name_and_the_others_are_read(folder: Make, tmp_path: Path) -> None:
    reports = folder(2)
    (reports / "bad.txt").write_bytes(bytes(range(256)))
    status, output = zhclaims("run", reports, "-o", tmp_path / "l.sqlite", "--jobs", 1)
    assert status == 1
    assert "bad.txt: no known encoding fits" in output
    assert "2 files read" in output
    assert zhclaims("run", reports, "-o", tmp_path / "l.sqlite", "--jobs", 1)[0] == 1
    (reports / "bad.txt").unlink()
    assert zhclaims("run", reports, "-o", tmp_path / "l.sqlite", "--jobs", 1)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere"], "nowhere: no such file"),
        (["run", ".", "-o", "claims.doc"], "no such format"),
        (["run", ".", "--date", "yesterday"], "no date"),
        (["run", ".", "--jobs", "0"], "--jobs"),
        (["run", ".", "--rules", "nowhere"], "no such rule file"),
        (["run", ".", "--engine", "abacus"], "--engine"),
        (["export", "nowhere.sqlite", "out.csv"], "no such ledger"),
    ],
)
def test_a_wrong_command_is_status_2(arguments: list[str], message: str) -> None:
    status, output = zhclaims(*arguments)
    assert status == 2
    assert message in output


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_an_export_is_what_a_run_writes(folder: Make, tmp_path: Path, suffix: str) -> None:
    reports = folder(3)
    assert zhclaims("run", reports, "-o", tmp_path / "l.sqlite", "--jobs", 1)[0] == 0
    assert zhclaims("run", reports, "-o", tmp_path / f"run{suffix}", "--jobs", 1)[0] == 0
    assert zhclaims("export", tmp_path / "l.sqlite", tmp_path / f"export{suffix}")[0] == 0
    assert table(tmp_path / f"run{suffix}") == table(tmp_path / f"export{suffix}")
    assert [path.name for path in tmp_path.glob(".*")] == [], "no temporary file is left"


def table(path: Path) -> list[dict[str, object]]:
    import pandas as pd

    if path.suffix == ".xlsx":
        frame = pd.read_excel(path, dtype=str)
    elif path.suffix == ".parquet":
        frame = pd.read_parquet(path)
    else:
        frame = pd.read_json(path, lines=True, dtype=False) if path.suffix == ".jsonl" else pd.read_csv(path, dtype=str)
    rows: list[dict[str, object]] = frame.astype(str).to_dict("records")
    assert rows
    return rows


def test_lines_of_json_are_exact_and_lists_are_lists(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2023年投资额0.1亿元，占123456789012345678901.5元的3%。", encoding="utf-8")
    zhclaims("run", tmp_path / "a.txt", "-o", tmp_path / "a.jsonl", "--jobs", 1)
    lines = [simplejson.loads(line, use_decimal=True) for line in (tmp_path / "a.jsonl").open(encoding="utf-8")]
    assert Decimal("123456789012345678901.5") in [line["amount"] for line in lines]
    assert lines[0]["subject_spans"] == [[5, 8]]
    assert lines[0]["rules"]


def test_a_table_is_whole_or_not_there(folder: Make, tmp_path: Path) -> None:
    from extract.output import writing

    out = tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError), writing(out):
        raise RuntimeError
    assert out.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.glob(".*")) == []


def test_failures_are_a_sheet_of_their_own_in_a_workbook(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    (tmp_path / "empty.txt").touch()
    status, _ = zhclaims("run", tmp_path / "empty.txt", "-o", tmp_path / "out.xlsx", "--jobs", 1)
    assert status == 1
    assert load_workbook(tmp_path / "out.xlsx")["failures"]["B2"].value == "the file is empty"


def test_progress_as_json_is_json_throughout(folder: Make, tmp_path: Path) -> None:
    reports = folder(1)
    (reports / "empty.txt").touch()
    arguments = ["run", str(reports), "-o", str(tmp_path / "l.sqlite"), "--log-json", "--jobs", "1"]
    command = [sys.executable, "-c", "from extract.cli import app; app()", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    events = [json.loads(line) for line in run.stderr.splitlines()]
    assert [event["event"] for event in events] == ["file", "file", "run"]
    assert events[0]["failure"] == "the file is empty"
    assert events[-1]["failed"] == 1


def test_a_run_that_has_nothing_to_read_starts_no_worker_and_imports_nothing_slow(folder: Make, tmp_path: Path) -> None:
    reports = folder(1)
    os.utime(reports / "report-001.txt", (time.time() - 3600, time.time() - 3600))
    zhclaims("run", reports, "-o", tmp_path / "l.sqlite", "--jobs", 1)
    program = (
        "import sys; from extract.cli import app\n"
        f"try: app(['run', {str(reports)!r}, '-o', {str(tmp_path / 'l.sqlite')!r}, '--quiet'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'numpy', 'pandas', 'jieba', 'rjieba', 'regex', 'pyarrow'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_workers_get_ready_while_the_command_line_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only for a run with the project's own rules on this machine."""
    from extract import __main__, cli, pool

    early: list[Settings] = []
    monkeypatch.setattr(pool, "warm", early.append)
    monkeypatch.setattr(cli, "app", lambda prog_name: None)
    for arguments in (["run", "a"], ["run", "a", "--rules=mine"], ["run", "a", "--engine", "ray"], ["score"], []):
        monkeypatch.setattr(sys, "argv", ["zhclaims", *arguments])
        __main__.main()
    assert early == [Settings()]
