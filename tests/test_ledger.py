"""The ledger: what a second run reads, what is marked, and what survives."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extract.batch import files, outcomes, tasks
from extract.ledger import Ledger
from extract.outcome import Failure, Outcome, Settings, Task
from extract.pipeline import Extractor
from extract.schema import VERSION, LedgerError

Make = Callable[[int], Path]
EXTRACTOR = Extractor()


def add_all(path: Path, folder: Path, rules: str = "v1", settings: Settings | None = None) -> list[str]:
    """Read what is to be read into a ledger; the names of the files read."""
    found = files([folder])
    with Ledger(path, rules, settings) as ledger:
        waiting = list(ledger.pending(tasks(found)))
        ledger.add(list(outcomes([Path(task.path) for task in waiting], EXTRACTOR)))
        ledger.mark_vanished([folder], found)
    return [Path(task.path).name for task in waiting]


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def contents(path: Path) -> list[tuple[object, ...]]:
    """The claims of a ledger, whatever the numbers of their rows."""
    with Ledger(path) as ledger:
        return sorted(ledger.rows(), key=repr)


def aged(folder: Path) -> None:
    """Files written a while ago, as files mostly are; of fresh ones the ledger can't be sure."""
    for path in folder.iterdir():
        os.utime(path, (time.time() - 3600, time.time() - 3600))


def test_a_second_run_reads_nothing(tmp_path: Path, folder: Make) -> None:
    reports = folder(3)
    aged(reports)
    assert len(add_all(tmp_path / "l.sqlite", reports)) == 3
    before = contents(tmp_path / "l.sqlite")
    assert add_all(tmp_path / "l.sqlite", reports) == []
    assert contents(tmp_path / "l.sqlite") == before


def test_only_new_and_changed_files_are_read(tmp_path: Path, folder: Make) -> None:
    reports = folder(3)
    aged(reports)
    add_all(tmp_path / "l.sqlite", reports)
    (reports / "report-002.txt").write_text("2021年，棉花产量7吨。", encoding="utf-8")
    (reports / "report-004.txt").write_text("2021年，棉花产量8吨。", encoding="utf-8")
    assert add_all(tmp_path / "l.sqlite", reports) == ["report-002.txt", "report-004.txt"]
    texts = [row[0] for row in rows(tmp_path / "l.sqlite", "SELECT text FROM claims WHERE doc LIKE '%00_.txt'")]
    assert texts.count("7吨") == texts.count("8吨") == 1
    assert len(rows(tmp_path / "l.sqlite", "SELECT DISTINCT path FROM documents")) == 4


def test_a_file_that_was_touched_is_not_read_again(tmp_path: Path, folder: Make) -> None:
    reports = folder(1)
    aged(reports)
    add_all(tmp_path / "l.sqlite", reports)
    os.utime(reports / "report-001.txt")
    with Ledger(tmp_path / "l.sqlite", "v1") as ledger:
        (task,) = ledger.pending(tasks(files([reports])))
        assert task.known is not None
    from extract.batch import read_task

    assert read_task(task, EXTRACTOR).unchanged


@pytest.mark.parametrize(("rules", "settings"), [("v2", Settings()), ("v1", Settings(date="2020"))])
def test_other_rules_or_settings_read_all_again(tmp_path: Path, folder: Make, rules: str, settings: Settings) -> None:
    reports = folder(2)
    aged(reports)
    add_all(tmp_path / "l.sqlite", reports)
    assert len(add_all(tmp_path / "l.sqlite", reports, rules, settings)) == 2
    assert {row[0] for row in rows(tmp_path / "l.sqlite", "SELECT rules FROM documents")} == {rules}


def test_claims_of_a_vanished_file_are_marked_and_come_back_with_it(tmp_path: Path, folder: Make) -> None:
    reports = folder(2)
    aged(reports)
    add_all(tmp_path / "l.sqlite", reports)
    everything = contents(tmp_path / "l.sqlite")
    shutil.move(reports / "report-001.txt", tmp_path)
    add_all(tmp_path / "l.sqlite", reports)
    marked = rows(tmp_path / "l.sqlite", "SELECT count(*) FROM claims WHERE vanished IS NOT NULL")
    assert marked != [(0,)]
    with Ledger(tmp_path / "l.sqlite") as ledger:
        assert ledger.counts().vanished == 1
        assert {Path(str(row[0])).name for row in ledger.rows()} == {"report-002.txt"}
        assert len(list(ledger.rows(vanished=True))) == len(everything)
    shutil.move(tmp_path / "report-001.txt", reports)
    add_all(tmp_path / "l.sqlite", reports)
    assert contents(tmp_path / "l.sqlite") == everything


def test_files_elsewhere_do_not_vanish(tmp_path: Path, folder: Make) -> None:
    first, other = folder(1), tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("共3人。", encoding="utf-8")
    add_all(tmp_path / "l.sqlite", first)
    add_all(tmp_path / "l.sqlite", other)
    assert rows(tmp_path / "l.sqlite", "SELECT count(*) FROM documents WHERE vanished IS NULL") == [(2,)]


def test_a_failure_is_tried_again_and_forgotten_when_it_is_none(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.sqlite", "v1") as ledger:
        ledger.add([Outcome("a.txt", failure=Failure("a.txt", "broken"))])
        assert [failure.reason for failure in ledger.failures()] == ["broken"]
        assert list(ledger.pending([Task("a.txt", 1, 1)])) == [Task("a.txt", 1, 1)]
        ledger.add([Outcome("a.txt", sha256="x", size=1, mtime_ns=1)])
        assert list(ledger.failures()) == []


def test_amounts_are_exact_and_can_be_queried(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("投资0.1亿元，共123456789012345678901元。", encoding="utf-8")
    add_all(tmp_path / "l.sqlite", tmp_path)
    query = "SELECT amount, typeof(amount), amount_real FROM claims ORDER BY amount_real"
    assert rows(tmp_path / "l.sqlite", query)[1][:2] == ("123456789012345678901", "text")
    assert rows(tmp_path / "l.sqlite", query)[0] == ("10000000", "text", 1e7)


def test_a_document_is_recorded_whole_or_not_at_all(tmp_path: Path, folder: Make) -> None:
    good, bad = list(outcomes(files([folder(2)]), EXTRACTOR))
    broken = replace(bad, rows=(*bad.rows, bad.rows[0][:-1]))
    with Ledger(tmp_path / "l.sqlite", "v1") as ledger:
        ledger.add([good])
        with pytest.raises(sqlite3.ProgrammingError):
            ledger.add([broken])
        assert ledger.counts().documents == 1
        assert len(list(ledger.rows())) == len(good.rows)


# Versions


def test_the_schema_carries_its_version(tmp_path: Path) -> None:
    Ledger(tmp_path / "l.sqlite").close()
    assert rows(tmp_path / "l.sqlite", "PRAGMA user_version") == [(VERSION,)]


def test_a_table_of_claims_of_before_the_ledger_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute('CREATE TABLE claims (doc TEXT, "start" INTEGER, "end" INTEGER, text TEXT, amount TEXT)')
        connection.execute("INSERT INTO claims VALUES ('a.txt', 0, 2, '3人', '3')")
    with Ledger(path, "v1") as ledger:
        assert [row[:4] for row in ledger.rows()] == [("a.txt", 0, 2, "3人")]
        assert len(list(ledger.pending([Task("a.txt", 1, 1)]))) == 1


def test_a_ledger_gains_the_columns_that_claims_have_gained(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE claims DROP COLUMN source")
    Ledger(path).close()
    assert "source" in [row[1] for row in rows(path, "PRAGMA table_info(claims)")]


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to look at", "newer", "other"], ids=["noise", "newer", "other"]
)
def test_what_is_no_ledger_is_said_and_left_alone(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "l.sqlite"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE something (a)")
            connection.execute(f"PRAGMA user_version = {99 if content == 'newer' else 0}")
    before = path.read_bytes() if isinstance(content, bytes) else None
    with pytest.raises(LedgerError, match=r"l\.sqlite"):
        Ledger(path)
    assert before is None or path.read_bytes() == before


# Accidents


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from extract.cli import app; app()", *map(str, arguments)]


def killed(reports: Path, ledger: Path, after: int, delay: float) -> None:
    """A run, killed a moment after it has told of so many files; it writes each document by itself."""
    each = "from extract import session; session.TOGETHER = 1; from extract.cli import app; app()"
    arguments = ["run", str(reports), "-o", str(ledger), "--log-json", "--jobs", "2"]
    run = subprocess.Popen([sys.executable, "-c", each, *arguments], stderr=subprocess.PIPE)
    assert run.stderr is not None
    for _ in range(after):
        if not run.stderr.readline():
            break
    time.sleep(delay)
    run.kill()
    run.wait()
    run.stderr.close()


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_or_twice(tmp_path: Path, folder: Make) -> None:
    reports = folder(24)
    aged(reports)
    unbroken, broken = tmp_path / "unbroken.sqlite", tmp_path / "broken.sqlite"
    subprocess.run(command("run", reports, "-o", unbroken, "--quiet", "--jobs", 2), check=True)
    chance = random.Random(1)
    held = kills_within = 0
    for n in range(100):
        if n % 4 == 0:  # begin anew, so that most kills find something to do
            for path in tmp_path.glob("broken.sqlite*"):
                path.unlink()
            held = 0
        killed(reports, broken, chance.randrange(8), chance.uniform(0, 0.02))
        with Ledger(broken) as ledger:
            documents = ledger.counts().documents
        assert rows(broken, "PRAGMA integrity_check") == [("ok",)]
        assert documents >= held, "what was written is there after the next kill"
        kills_within += 0 < documents < 24
        held = documents
        if n >= 19 and kills_within > 5:
            break
    assert kills_within > 5, "kills in the midst of writing are what is tested"
    subprocess.run(command("run", reports, "-o", broken, "--quiet", "--jobs", 2), check=True)
    assert contents(broken) == contents(unbroken)
    same = "SELECT path, sha256, date, reader, rules FROM documents ORDER BY path"
    assert rows(broken, same) == rows(unbroken, same)


@pytest.mark.slow
def test_two_runs_at_once_do_not_harm_each_other(tmp_path: Path, folder: Make) -> None:
    reports, path = folder(24), tmp_path / "l.sqlite"
    runs = [subprocess.Popen(command("run", reports, "-o", path, "--quiet", "--jobs", 1)) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    alone = tmp_path / "alone.sqlite"
    add_all(alone, reports)
    assert contents(path) == contents(alone)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
