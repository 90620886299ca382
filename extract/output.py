"""Output: claims as a table in the format its name asks for, written whole or not at all."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.claim import FIELDS, Claim

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]

NUMBERS = ("value", "amount", "high_amount")
WHOLE = ("start", "end", "year", "page")


def flat(claim: Claim) -> dict[str, Any]:
    """A claim as one row: spans as ``start-end`` pairs, rules joined by spaces."""
    row = claim.to_dict()
    row["subject_spans"] = " ".join(f"{start}-{end}" for start, end in claim.subject_spans)
    row["rules"] = " ".join(claim.rules)
    return row


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of ``path`` when everything is written."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def to_frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """The claims as a pandas DataFrame, a row each; numbers are Decimal, years nullable integers.

    >>> from extract import claims
    >>> to_frame(claims("2023年粮食产量20万吨。"))[["amount", "base_unit", "year"]].values.tolist()
    [[Decimal('200000'), '吨', 2023]]
    """
    import pandas as pd

    frame = pd.DataFrame([claim.to_dict() for claim in claims], columns=list(FIELDS))
    table: pd.DataFrame = frame.astype(dict.fromkeys(WHOLE, "Int64"))
    return table


def write_csv(claims: Iterable[Claim], path: Path) -> None:
    """UTF-8 with a byte order mark, as spreadsheet programs expect."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        for claim in claims:
            writer.writerow({name: printed(value) for name, value in flat(claim).items()})


def write_jsonl(claims: Iterable[Claim], path: Path) -> None:
    """One claim a line; numbers are exact decimals."""
    with path.open("w", encoding="utf-8") as file:
        for claim in claims:
            file.write(to_json(claim) + "\n")


def to_json(claim: Claim) -> str:
    import simplejson

    row = {name: _plain(value) if isinstance(value, Decimal) else value for name, value in claim.to_dict().items()}
    return str(simplejson.dumps(row, ensure_ascii=False, use_decimal=True))


def write_parquet(claims: Iterable[Claim], path: Path) -> None:
    """Columns typed; numbers as decimal(38, 9)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(pa, name)) for name in FIELDS])
    with pq.ParquetWriter(path, schema) as writer:
        for chunk in _chunks(claims, 10_000):
            rows = [{**flat(claim), **_quantized(claim)} for claim in chunk]
            writer.write_table(pa.Table.from_pylist(rows, schema))


def write_xlsx(claims: Iterable[Claim], path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("claims")
    sheet.append(list(FIELDS))
    for claim in claims:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", v) if isinstance(v, str) else v for v in flat(claim).values()])
    book.save(path)


def write_sqlite(claims: Iterable[Claim], path: Path) -> None:
    """One table, ``claims``; numbers as exact text."""
    columns = ", ".join(f'"{name}" {"INTEGER" if name in WHOLE else "TEXT"}' for name in FIELDS)
    places = ", ".join("?" for _ in FIELDS)
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute(f"CREATE TABLE claims ({columns})")
            rows = ([printed(value) for value in flat(claim).values()] for claim in claims)
            connection.executemany(f"INSERT INTO claims VALUES ({places})", rows)
    finally:
        connection.close()


WRITERS: dict[str, Callable[[Iterable[Claim], Path], None]] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".xlsx": write_xlsx,
    ".sqlite": write_sqlite,
}


def write(claims: Iterable[Claim], path: Path) -> None:
    """Write claims in the format of the path's suffix.

    Raises:
        ValueError: the suffix names no known format.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise ValueError(
            f"{path}: no format for {path.suffix or 'a name without a suffix'}; known are {', '.join(WRITERS)}"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as temporary:
        writer(claims, temporary)


def _plain(number: Decimal) -> Decimal:
    """Without an exponent, as every JSON reader takes it."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def printed(value: Any) -> Any:
    """A number in plain digits, anything else as it is."""
    return format(value, "f") if isinstance(value, Decimal) else value


def _quantized(claim: Claim) -> dict[str, Decimal | None]:
    small = Decimal("1e-9")
    return {name: None if (v := getattr(claim, name)) is None else v.quantize(small) for name in NUMBERS}


def _arrow_type(pa: Any, name: str) -> Any:
    if name in NUMBERS:
        return pa.decimal128(38, 9)
    return pa.int64() if name in WHOLE else pa.string()


def _chunks(claims: Iterable[Claim], size: int) -> Iterator[Sequence[Claim]]:
    chunk: list[Claim] = []
    for claim in claims:
        chunk.append(claim)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
