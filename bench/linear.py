"""Whether time grows in proportion to length, at three sizes: one long line, one sentence without end, many short lines,
and many numerals.

    python bench/linear.py [--megabytes 5] [--numerals 1000000]

Prints a table; the last column, the time a character at a size over that at the smallest, should stay near 1.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extract.heal import document
from extract.pipeline import Extractor

SEEDS = Path(__file__).parent.parent / "seeds"


def article(characters: int) -> str:
    """The seeds in one line, over and over."""
    text = "".join("".join(path.read_text(encoding="utf-8").split()) for path in sorted(SEEDS.glob("*.txt")))
    return (text * (characters // len(text) + 1))[:characters]


def without_end(characters: int) -> str:
    """One line without a single stop: a sentence that never ends."""
    text = article(200_000).translate(str.maketrans("。！？；", "，，，，"))
    return (text * (characters // len(text) + 1))[:characters]


def numerals(characters: int) -> str:
    """A numeral every six characters."""
    return "".join(f"有{n % 90 + 10}万人，" for n in range(characters // 6))


def digits(characters: int) -> str:
    """Numerals without units or stops, as in a table that lost its lines."""
    return " ".join(str(n % 9000 + 1000) for n in range(characters // 5))


def lines(characters: int) -> str:
    """Short lines, each with a range whose pattern may go over the end of a sentence."""
    line = "某厂年产量在{}万吨至{}万吨之间；销量不低于{}吨，也不高于9吨。\n"
    return "".join(line.format(n % 5 + 1, n % 5 + 3, n % 7 + 1) for n in range(characters // 35))


TEXTS: dict[str, Callable[[int], str]] = {
    "one line": article,
    "one sentence": without_end,
    "lines, one by one": lines,
    "numerals with units": numerals,
    "bare numerals": digits,
}


def rows(megabytes: float, count: int) -> Iterator[tuple[str, int, int, float]]:
    """Kind of text, its characters, claims found, seconds."""
    extractor = Extractor()
    extractor(document(article(50_000)))
    for kind, make in TEXTS.items():
        # A Chinese character is three bytes; a numeral of these texts is six characters with what belongs to it.
        size = int(megabytes * 1e6 / 3) if "one" in kind else int(count * (6 if "units" in kind else 5))
        for part in (4, 2, 1):
            text = make(size // part)
            started = time.perf_counter()
            found = len(extractor(document(text)))
            yield kind, len(text), found, time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--numerals", type=int, default=1_000_000)
    given = parser.parse_args()
    grid = Table("text", "characters", "claims", "seconds", "µs a character", "to the smallest")
    first: dict[str, float] = {}
    for kind, length, claims, seconds in rows(given.megabytes, given.numerals):
        each = seconds / length * 1e6
        relative = each / first.setdefault(kind, each)
        grid.add_row(kind, f"{length:,}", f"{claims:,}", f"{seconds:.1f}", f"{each:.2f}", f"{relative:.2f}")
    Console().print(grid)


if __name__ == "__main__":
    main()
