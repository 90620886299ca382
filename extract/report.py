"""A report to read in a browser: every claim in its sentence, the mention marked, sortable by column."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.claim import Claim
from extract.output import NUMBERS, TableError, flat, printed, whole
from extract.show import SIGNS

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Template

TABLES = (".csv", ".jsonl", ".parquet", ".xlsx", ".sqlite")
# Columns whose heads are shorter than their names.
TITLES = {"text": "mention", "base_unit": "unit"}
COLUMNS = ("text", "amount", "base_unit", "kind", "subject", "period", "source")


def rows_of(claims: Iterable[Claim]) -> list[dict[str, str]]:
    """Claims as rows of text."""
    return [{name: _text(value) for name, value in flat(claim).items()} for claim in claims]


def rows_in(path: Path) -> list[dict[str, str]]:
    """The rows of a table of claims that a run wrote, all as text.

    Raises:
        TableError: the file is no table of claims.
    """
    frame = _table(path)
    missing = {"doc", "text", "amount", "sentence"} - set(frame.columns)
    if missing:
        raise TableError(f"{path}: no table of claims (without {', '.join(sorted(missing))})")
    return [
        {str(name): _cell(str(name), value) for name, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), "").astype(str).to_dict("records")
    ]


def _cell(name: str, value: str) -> str:
    if value in ("", "None", "nan", "<NA>"):
        return ""
    return format(Decimal(value).normalize(), "f") if name in NUMBERS else value


def _table(path: Path) -> pd.DataFrame:
    from zipfile import BadZipFile

    from pandas.errors import DatabaseError

    try:
        return _frame(path)
    except (BadZipFile, DatabaseError, KeyError, OSError, ValueError, sqlite3.Error) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TableError(f"{path}: can't be read as a table of claims: {reason}") from error


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
    """Write rows of claims as one HTML page, a table a document, its claims in text order."""
    documents: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        documents.setdefault(row["doc"], []).append(row)
    tables = [(doc, list(_marked(several))) for doc, several in documents.items()]
    with whole(path) as temporary:
        temporary.write_text(
            _template().render(title=title, columns=COLUMNS, titles=TITLES, signs=SIGNS, documents=tables),
            encoding="utf-8",
        )


def _marked(rows: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """Rows with their sentence cut in three at the mention: of several alike in one sentence, each at its own."""
    last, at = "", 0
    for row in sorted(rows, key=lambda row: int(row.get("start") or 0)):
        sentence = row["sentence"]
        mention = _loosely(row["text"])
        found = mention.search(sentence, at if sentence == last else 0) or mention.search(sentence)
        start, at = found.span() if found else (len(sentence), 0)
        last = sentence
        cut = {"before": sentence[:start], "mention": sentence[start:at], "after": sentence[at:] if found else ""}
        yield {**row, **cut}


def _loosely(mention: str) -> re.Pattern[str]:
    """Finds a mention in its sentence, which was healed: white space may be gone, full-width signs are narrow."""
    signs = (
        f"[{re.escape(sign)}{re.escape(unicodedata.normalize('NFKC', sign)[:1])}]" for sign in "".join(mention.split())
    )
    return re.compile(r"\s*".join(signs))


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("extract"), autoescape=True).get_template("report.html")


def _text(value: Any) -> str:
    return "" if value is None else str(printed(value))
