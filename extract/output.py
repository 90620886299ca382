"""Output: claims as a table in the format its name asks for, written as they come, whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extract.claim import FIELDS, Claim
from extract.outcome import Failure
from extract.row import NUMBERS, PLACE, WHOLE, Row, printed, row_of, spans

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "NUMBERS", "WHOLE", "WRITERS", "TableError", "flat", "printed", "to_frame", "whole", "writable", "write",
    "write_failures", "writing",
]  # fmt: skip

_EXACT = Context(prec=60)

# Rows of a group of a Parquet file, all of which wait in memory.
GROUP = 10_000


class Writer(Protocol):
    """Writes rows of claims to a file, and closes it."""

    def rows(self, rows: Iterable[Row]) -> None: ...
    def failures(self, failures: Iterable[Failure]) -> bool: ...
    def close(self) -> None: ...


class CsvWriter:
    """UTF-8 with a byte order mark, as spreadsheet programs expect."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(FIELDS)

    def rows(self, rows: Iterable[Row]) -> None:
        self._writer.writerows(rows)

    def failures(self, failures: Iterable[Failure]) -> bool:
        return False

    def close(self) -> None:
        self._file.close()


class JsonlWriter:
    """One claim a line; numbers are exact decimals."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def rows(self, rows: Iterable[Row]) -> None:
        self._file.writelines(f"{to_json(row)}\n" for row in rows)

    def failures(self, failures: Iterable[Failure]) -> bool:
        return False

    def close(self) -> None:
        self._file.close()


class ParquetWriter:
    """Columns typed; numbers as decimal(38, 9)."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._schema = arrow_schema()
        self._writer = pq.ParquetWriter(path, self._schema)
        self._waiting: list[Row] = []

    def rows(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._waiting.append(row)
            if len(self._waiting) >= GROUP:
                self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(arrow_table(self._waiting))
            self._waiting = []

    def failures(self, failures: Iterable[Failure]) -> bool:
        return False

    def close(self) -> None:
        self._flush()
        self._writer.close()


class XlsxWriter:
    """A sheet of claims, and one of failures; numbers are numbers."""

    def __init__(self, path: Path) -> None:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        self._path = path
        self._illegal = ILLEGAL_CHARACTERS_RE
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("claims")
        self._sheet.append(list(FIELDS))

    def rows(self, rows: Iterable[Row]) -> None:
        numbers = {PLACE[name] for name in NUMBERS}
        for row in rows:
            self._sheet.append([self._cell(value, i in numbers) for i, value in enumerate(row)])

    def _cell(self, value: Any, number: bool) -> Any:
        if number:
            return None if value is None else Decimal(value)
        return self._illegal.sub("", value) if isinstance(value, str) else value

    def failures(self, failures: Iterable[Failure]) -> bool:
        sheet = self._book.create_sheet("failures")
        sheet.append(["path", "reason"])
        for failure in failures:
            sheet.append([self._cell(failure.path, False), self._cell(failure.reason, False)])
        return True

    def close(self) -> None:
        self._book.save(self._path)


WRITERS: dict[str, Callable[[Path], Writer]] = {
    ".csv": CsvWriter,
    ".jsonl": JsonlWriter,
    ".parquet": ParquetWriter,
    ".xlsx": XlsxWriter,
}


class TableError(ValueError):
    """A table that can't be read or written; says which, and why."""


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Make the folder of a file to write.

    Raises:
        TableError: the file can't be written, said before any work is done for it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        yield
    except OSError as error:
        raise TableError(f"{path}: can't be written: {error.strerror or error}") from error


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of ``path`` when everything is written, safe on the disk.

    Raises:
        TableError: the file can't be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with writable(path):
        temporary.touch()
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A writer in the format of the path's suffix; the file is there when it is whole.

    Raises:
        TableError: the suffix names no known format, or the file can't be written.
    """
    make = WRITERS.get(path.suffix.lower())
    if make is None:
        raise TableError(
            f"{path}: no format for {path.suffix or 'a name without a suffix'}; known are {', '.join(WRITERS)}"
        )
    with whole(path) as temporary:
        writer = make(temporary)
        try:
            yield writer
        except BaseException:
            if not isinstance(writer, XlsxWriter):  # whose closing would only write what is thrown away
                writer.close()
            raise
        writer.close()


def write(claims: Iterable[Claim], path: Path) -> None:
    """Write claims in the format of the path's suffix.

    Raises:
        TableError: the suffix names no known format, or the file can't be written.
    """
    with writing(path) as writer:
        writer.rows(map(row_of, claims))


def write_failures(failures: Iterable[Failure], path: Path) -> None:
    """Write the failures of a run beside its table (``claims.failures.csv``); without any, there is no such file."""
    beside = path.with_name(f"{path.stem}.failures.csv")
    several = list(failures)
    if not several:
        beside.unlink(missing_ok=True)
        return
    with whole(beside) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("path", "reason"), *((failure.path, failure.reason) for failure in several)])


def flat(claim: Claim) -> dict[str, Any]:
    """A claim as one row: spans as ``start-end`` pairs, rules joined by spaces."""
    row = claim.to_dict()
    row["subject_spans"] = " ".join(f"{start}-{end}" for start, end in claim.subject_spans)
    row["rules"] = " ".join(claim.rules)
    return row


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


def to_json(row: Row) -> str:
    """A row as an object of JSON.

    >>> from extract import claims
    >>> to_json(row_of(claims("有3人。")[0]))[:47]
    '{"doc": "", "start": 1, "end": 3, "text": "3人",'
    """
    import simplejson

    values = dict(zip(FIELDS, row, strict=True))
    for name in NUMBERS:
        values[name] = None if values[name] is None else _plain(Decimal(values[name]))
    values["subject_spans"] = spans(values["subject_spans"])
    values["rules"] = values["rules"].split()
    return str(simplejson.dumps(values, ensure_ascii=False, use_decimal=True))


def _plain(number: Decimal) -> Decimal:
    """Without an exponent, as every JSON reader takes it."""
    return number.quantize(Decimal(1), context=_EXACT) if number == number.to_integral_value() else number


def arrow_schema() -> Any:
    """The columns of a table of claims in Arrow's types."""
    import pyarrow as pa

    number, whole_number = pa.decimal128(38, 9), pa.int64()
    types = {**dict.fromkeys(NUMBERS, number), **dict.fromkeys(WHOLE, whole_number)}
    return pa.schema([(name, types.get(name, pa.string())) for name in FIELDS])


def arrow_table(rows: Iterable[Row]) -> Any:
    """Rows as a table of Arrow."""
    import pyarrow as pa

    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in FIELDS]
    for name in NUMBERS:
        columns[PLACE[name]] = [_quantized(value) for value in columns[PLACE[name]]]
    schema = arrow_schema()
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _quantized(text: str | None) -> Decimal | None:
    """As many places as a column has; a number too large for the column is left out of it, its text is there."""
    if text is None:
        return None
    number = Decimal(text)
    return number.quantize(Decimal("1e-9"), context=_EXACT) if number.adjusted() < 29 else None
