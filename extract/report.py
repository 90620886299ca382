"""A report to read in a browser: every claim in its sentence, the mention marked, sortable by column."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.claim import Claim
from extract.output import NUMBERS, flat, printed, whole

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Template

TABLES = (".csv", ".jsonl", ".parquet", ".xlsx", ".sqlite")
COLUMNS = ("text", "amount", "base_unit", "kind", "subject", "period", "source")


def rows_of(claims: Iterable[Claim]) -> list[dict[str, str]]:
    """Claims as rows of text."""
    return [{name: _text(value) for name, value in flat(claim).items()} for claim in claims]


def rows_in(path: Path) -> list[dict[str, str]]:
    """The rows of a table of claims that a run wrote, all as text.

    Raises:
        ValueError: the file is no table of claims.
    """
    frame = _frame(path)
    missing = {"doc", "text", "amount", "sentence"} - set(frame.columns)
    if missing:
        raise ValueError(f"{path}: no table of claims (without {', '.join(sorted(missing))})")
    return [
        {str(name): _cell(str(name), value) for name, value in row.items()}
        for row in frame.fillna("").astype(str).to_dict("records")
    ]


def _cell(name: str, value: str) -> str:
    if value in ("", "None", "nan", "<NA>"):
        return ""
    return format(Decimal(value).normalize(), "f") if name in NUMBERS else value


def _frame(path: Path) -> pd.DataFrame:
    import pandas as pd
    import simplejson

    table: pd.DataFrame
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            table = pd.read_sql_query("SELECT * FROM claims WHERE vanished IS NULL", connection, dtype=str)
    elif path.suffix == ".jsonl":
        rows = (simplejson.loads(line, use_decimal=True) for line in path.open(encoding="utf-8"))
        table = pd.DataFrame(rows).astype(str)
    elif path.suffix == ".parquet":
        table = pd.read_parquet(path)
    else:
        table = (pd.read_excel if path.suffix == ".xlsx" else pd.read_csv)(path, dtype=str)
    return table


def write_report(rows: Iterable[Mapping[str, str]], path: Path, title: str) -> None:
    """Write rows of claims as one HTML page."""
    documents = [(doc, [_marked(row) for row in several]) for doc, several in groupby(rows, key=lambda r: r["doc"])]
    page = _template().render(title=title, columns=COLUMNS, documents=documents)
    with whole(path) as temporary:
        temporary.write_text(page, encoding="utf-8")


def _marked(row: Mapping[str, str]) -> dict[str, Any]:
    """A row with its sentence cut in three at the mention."""
    mention = "".join(row["text"].split())
    before, found, after = row["sentence"].partition(mention)
    return {**row, "before": before, "mention": found, "after": after}


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("extract"), autoescape=True).get_template("report.html")


def _text(value: Any) -> str:
    return "" if value is None else str(printed(value))
