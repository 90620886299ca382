"""The peers behind one interface: a sentence in, results in the guide's terms out. A peer is imported when it is made."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from decimal import Decimal
from io import StringIO
from typing import Any, Protocol

from extract.document import Document
from mapping import Found, duration, high, longest, money, number, percentage, printed_unit, timex, trimmed

_SENTENCE = re.compile(r"[^。！？!?\n\t]+[。！？!?]*")


class Peer(Protocol):
    """What is measured: its name, its results on a text, and how many errors it met so far."""

    name: str
    failures: int

    def __call__(self, text: str) -> list[Found]: ...


class JioNLP:
    """Money of ``extract_money``, durations (``time_delta``) of ``extract_time``; both parsed."""

    name = "JioNLP"

    def __init__(self) -> None:
        with redirect_stdout(StringIO()):
            import jionlp
        # It logs a traceback for every reading it tries in vain.
        logging.disable(logging.ERROR)
        self._money, self._time = jionlp.ner.extract_money, jionlp.ner.extract_time
        self.failures = 0

    def __call__(self, text: str) -> list[Found]:
        return longest([*self._results(self._money, text, _jio_money), *self._results(self._time, text, _jio_time)])

    def _results(self, extract: Callable[..., Any], text: str, read: Callable[[Any], Found]) -> list[Found]:
        try:
            return [read(row) for row in extract(text, with_parsing=True)]
        except Exception:
            self.failures += 1
            return []


def _jio_money(row: Mapping[str, Any]) -> Found:
    detail, (offset, _) = row["detail"], row["offset"]
    start, end = trimmed(row["text"])
    text = row["text"][start:end]
    ends = detail["num"] if isinstance(detail["num"], list) else [detail["num"], None]
    low, top = (None if value is None else Decimal(value) for value in ends)
    return Found(offset + start, offset + end, low, money(text, detail["case"]), high(row["text"], top), "money")


def _jio_time(row: Mapping[str, Any]) -> Found:
    text, (start, end) = row["text"], row["offset"]
    if row["type"] != "time_delta":
        return Found(start, end, None, model="time")
    detail = row["detail"]["time"]
    ends = detail if isinstance(detail, list) else [detail]
    amounts = [duration(text, {name: Decimal(str(part)) for name, part in one.items()}) for one in ends]
    top = amounts[1][0] if len(amounts) > 1 else None
    return Found(start, end, amounts[0][0], amounts[0][1], high(text, top), "time")


class Recognizers:
    """Recognizers-Text: the models of numbers and of numbers with units; on request also that of dates and times."""

    name = "Recognizers"

    def __init__(self, dates: bool = False) -> None:
        from ms_recognizers_number import NumberRecognizer
        from ms_recognizers_number_with_unit import NumberWithUnitRecognizer
        from ms_recognizers_text import Culture

        numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
        self._models = {
            "number": numbers.get_number_model(), "percentage": numbers.get_percentage_model(),
            "currency": units.get_currency_model(), "dimension": units.get_dimension_model(),
            "age": units.get_age_model(), "temperature": units.get_temperature_model(),
        }  # fmt: skip
        if dates:
            from ms_recognizers_date_time import DateTimeRecognizer

            self.name = "Recognizers + dates"
            self._models["datetime"] = DateTimeRecognizer(Culture.Chinese).get_datetime_model()
        self.failures = 0
        for model in self._models.values():
            self._count(model)

    def _count(self, model: Any) -> None:
        """Count the errors inside a model, which it keeps to itself, giving up the sentence."""
        pairs = getattr(model, "extractor_parser", None) or [model]
        for part in (part for pair in pairs for part in (pair.extractor, pair.parser)):
            for method in ("extract", "parse"):
                if hasattr(part, method):
                    setattr(part, method, self._counted(getattr(part, method)))

    def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            try:
                return method(*args)
            except Exception:
                self.failures += 1
                raise

        return call

    def __call__(self, text: str) -> list[Found]:
        return longest(found for name in self._models for found in self._results(name, text))

    def _results(self, name: str, text: str) -> Iterator[Found]:
        try:
            results = self._models[name].parse(text)
        except Exception:  # counted where it arose
            return
        for result in results:
            if result is not None and result.end >= result.start >= 0:
                found = recognized(name, text[result.start : result.end + 1], result.resolution or {})
                if found is not None:
                    yield found.moved(result.start)


def recognized(model: str, text: str, resolution: Mapping[str, Any]) -> Found | None:
    """A result of Recognizers-Text in the guide's terms; None if it has no number (a unit by itself)."""
    if model == "datetime":
        return _recognized_time(text, resolution)
    value = resolution.get("value")
    if value is None:
        return None
    if model == "number":
        amount, unit = number(text, value)
    elif model == "percentage":
        amount, unit = percentage(text, value)
    elif model == "currency":
        amount, unit = Decimal(value), money(text, resolution["unit"])
    else:
        amount, unit = Decimal(value), printed_unit(text) or str(resolution["unit"])
    return Found(0, len(text), amount, unit, model=model)


def _recognized_time(text: str, resolution: Mapping[str, Any]) -> Found | None:
    """A duration or a date; None for one without a resolution or over several clauses: such a span is far too long."""
    values = resolution.get("values")
    if not values or "，" in text:
        return None
    parts = timex(str(values[0].get("timex"))) if values[0].get("type") == "duration" else {}
    if not parts:
        return Found(0, len(text), None, model="datetime")
    amount, unit = duration(text, parts)
    return Found(0, len(text), amount, unit, model="datetime")


def records(peer: Peer, document: Document) -> list[dict[str, Any]]:
    """A peer's quantities in a document, sentence by sentence. Like the project, it is spared the page furniture and the
    line breaks inside sentences."""
    rows = []
    for zone in document.zones:
        if zone.kind == "furniture":
            continue
        for match in _SENTENCE.finditer(document.text, zone.start, zone.end):
            for found in peer(match[0]):
                if found.amount is not None:
                    moved = found.moved(match.start())
                    rows.append(moved.record(document.raw_span(moved.start, moved.end)))
    return rows
