"""Output: the same claims in every format, numbers exact."""

from __future__ import annotations

import csv
import gc
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import simplejson
from openpyxl import load_workbook
from typer.testing import CliRunner

import extract
from extract.claim import FIELDS, Claim
from extract.cli import app
from extract.output import to_frame, write

# Numbers that binary floats can't hold, a range, signs that spreadsheets and terminals trip over.
TEXT = "截至2023年12月，市场规模达11524.81亿元，同比增长0.1%，单价为3—5元。"


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    found = extract.claims(TEXT, name="report.txt")
    assert [claim.text for claim in found] == ["11524.81亿元", "0.1%", "3—5元"]
    return found


def test_csv_has_a_byte_order_mark_and_plain_digits(claims: list[Claim], tmp_path: Path) -> None:
    write(claims, tmp_path / "out.csv")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert list(rows[0]) == list(FIELDS)
    assert [(row["value"], row["amount"], row["base_unit"]) for row in rows] == [
        ("11524.81", "1152481000000", "元"),
        ("0.1", "0.1", "%"),
        ("3", "3", "元"),
    ]
    assert [row["high_amount"] for row in rows] == ["", "", "5"]


def test_jsonl_has_exact_decimals(claims: list[Claim], tmp_path: Path) -> None:
    write(claims, tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [simplejson.loads(line, use_decimal=True) for line in lines]
    assert [Decimal(row["amount"]) for row in rows] == [claim.amount for claim in claims]
    assert '"value": 11524.81,' in lines[0]
    assert '"amount": 1152481000000,' in lines[0]
    assert "市场规模" in lines[0]
    assert json.loads(lines[0])["year"] == 2023
    assert all(list(row) == list(FIELDS) for row in rows)


def test_parquet_has_typed_columns(claims: list[Claim], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    write(claims, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == list(FIELDS)
    assert str(table.schema.field("amount").type) == "decimal128(38, 9)"
    assert str(table.schema.field("year").type) == "int64"
    assert table["amount"].to_pylist() == [claim.amount for claim in claims]


def test_xlsx_has_numbers_and_text(claims: list[Claim], tmp_path: Path) -> None:
    write(claims, tmp_path / "out.xlsx")
    rows = list(load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True))
    assert rows[0] == FIELDS
    assert rows[1][FIELDS.index("amount")] == 1152481000000
    assert rows[1][FIELDS.index("text")] == "11524.81亿元"


def test_xlsx_leaves_out_what_a_sheet_cannot_hold(claims: list[Claim], tmp_path: Path) -> None:
    write([replace(claims[0], sentence="一\x0b二")], tmp_path / "out.xlsx")
    rows = list(load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True))
    assert rows[1][FIELDS.index("sentence")] == "一二"


def test_sqlite_is_a_ledger_that_answers_queries(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["run", str(tmp_path / "report.txt"), "-o", str(tmp_path / "out.sqlite")])
    assert result.exit_code == 0
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as connection:
        rows = connection.execute("SELECT text, amount, year FROM claims ORDER BY start").fetchall()
        dear = connection.execute("SELECT text FROM claims WHERE amount_real > 1e12").fetchall()
    assert rows == [("11524.81亿元", "1152481000000", 2023), ("0.1%", "0.1", 2023), ("3—5元", "3", 2023)]
    assert dear == [("11524.81亿元",)]


def test_only_a_run_can_write_a_ledger(claims: list[Claim], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"out\.sqlite: no format for \.sqlite; known are \.csv"):
        write(claims, tmp_path / "out.sqlite")


def test_a_frame_has_decimals_and_nullable_years(claims: list[Claim]) -> None:
    frame = to_frame(claims)
    assert list(frame.columns) == list(FIELDS)
    assert frame["amount"].tolist() == [claim.amount for claim in claims]
    assert str(frame["year"].dtype) == "Int64"
    assert isinstance(to_frame([]), pd.DataFrame)
    assert list(to_frame([]).columns) == list(FIELDS)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_no_claims_are_an_empty_table(suffix: str, tmp_path: Path) -> None:
    write([], tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").is_file()


# A workbook that is given up complains when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_a_run_that_breaks_off_leaves_the_old_table(suffix: str, claims: list[Claim], tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    write(claims, out)
    before = out.read_bytes()

    def breaking() -> Iterator[Claim]:
        yield claims[0]
        raise RuntimeError("disk on fire")

    with pytest.raises(RuntimeError):
        write(breaking(), out)
    gc.collect()
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("name", ["out.txt", "out"])
def test_an_unknown_format_is_named(name: str, claims: list[Claim], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no format for"):
        write(claims, tmp_path / name)


def test_folders_are_made(claims: list[Claim], tmp_path: Path) -> None:
    write(claims, tmp_path / "a" / "b" / "out.csv")
    assert (tmp_path / "a" / "b" / "out.csv").is_file()
