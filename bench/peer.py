"""Reads texts with another library and prints the seconds it took, without its start-up. Runs in the peers' environment.

    python bench/peer.py recognizers|jionlp LIST [BEFORE]

LIST names the files, one a line; so many of the first are read before any is measured.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Read = Callable[[str], int]


def recognizers() -> Read:
    """Recognizers-Text: number, percentage, currency, dimension and datetime."""
    from ms_recognizers_date_time import DateTimeRecognizer
    from ms_recognizers_number import NumberRecognizer
    from ms_recognizers_number_with_unit import NumberWithUnitRecognizer
    from ms_recognizers_text import Culture

    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        numbers.get_number_model(),
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
        DateTimeRecognizer(Culture.Chinese).get_datetime_model(),
    ]
    return lambda text: sum(len(model.parse(text)) for model in models)


def jionlp() -> Read:
    """JioNLP: money and times, with parsing."""
    import jionlp

    money, times = jionlp.ner.extract_money, jionlp.ner.extract_time
    now = time.time()
    return lambda text: len(money(text, with_parsing=True)) + len(times(text, time_base=now, with_parsing=True))


def main() -> None:
    read = {"recognizers": recognizers, "jionlp": jionlp}[sys.argv[1]]()
    texts = [Path(path).read_text(encoding="utf-8") for path in Path(sys.argv[2]).read_text("utf-8").splitlines()]
    before = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    read_all(read, texts[:before])
    started = time.perf_counter()
    found, failed = read_all(read, texts[before:])
    print(time.perf_counter() - started, found, failed)


def read_all(read: Read, texts: Sequence[str]) -> tuple[int, int]:
    """How much is found, and how many texts a peer fails on; its own errors count as read."""
    found = failed = 0
    for text in texts:
        try:
            found += read(text)
        except Exception:
            failed += 1
    return found, failed


if __name__ == "__main__":
    main()
