"""Gold labels: read, and checked against the label guide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.gold import LabelError, Labelled, load, problems, unlabelled
from spec import GOLD, SEEDS

TEXT = "2023年，全市粮食产量达20万吨。"
LABEL = {
    "start": 13, "end": 17, "text": "20万吨", "value": 20, "unit": "万吨", "amount": 200000, "base_unit": "吨",
    "relation": "eq", "kind": "level", "direction": None, "modality": "actual", "subject": "全市粮食产量", "subject_alt": [],
    "year": 2023, "period": "2023",
}  # fmt: skip


def write(folder: Path, *lines: Any, name: str = "challenge.jsonl") -> Path:
    """A folder of labels; lines that are no strings are written as JSON."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def challenge(**changed: Any) -> dict[str, Any]:
    return {"id": "grain-01", "text": TEXT, "claims": [{**LABEL, **changed}]}


def test_labels_of_the_challenge_set_come_with_their_texts(tmp_path: Path) -> None:
    document = load(write(tmp_path, {**challenge(), "date": "2024-03-05"}), tmp_path)[0]
    assert (document.name, document.raw, document.date, document.part) == ("grain-01", TEXT, "2024-03-05", "challenge")
    assert list(problems(document)) == []


def test_labels_of_an_article_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    document = load(write(tmp_path, LABEL, name="report.jsonl"), tmp_path)[0]
    assert (document.name, document.raw, document.part, len(document.labels)) == ("report", TEXT, "articles", 1)


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    line = json.dumps({**challenge(), "text": TEXT + "\u2028"}, ensure_ascii=False)
    assert load(write(tmp_path, line), tmp_path)[0].raw == TEXT + "\u2028"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (['{"id": "a"'], "challenge.jsonl:1: not JSON"),
        ([challenge(), "[1]"], "challenge.jsonl:2: no object"),
        ([{"id": "a", "text": "b"}], "challenge.jsonl:1: no 'claims'"),
        ([{"id": "a", "text": "b", "claims": [1]}], "challenge.jsonl:1: text is no string, or claims is no list"),
        ([challenge(), challenge()], "challenge.jsonl:2: a second text with the id grain-01"),
    ],
)
def test_a_broken_file_is_named_with_line_and_reason(tmp_path: Path, lines: list[Any], reason: str) -> None:
    with pytest.raises(LabelError) as error:
        load(write(tmp_path, *lines), tmp_path)
    assert reason in str(error.value)


def test_labels_without_an_article_are_named(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"report\.jsonl: no article report\."):
        load(write(tmp_path, LABEL, name="report.jsonl"), tmp_path)


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="no labels"):
        load(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("changed", "broken", "message"),
    [
        ({"start": 12}, True, "the text at 12-17 is '达20万吨'"),
        ({"start": "13"}, True, "of the wrong type: start '13'"),
        ({"year": "2023"}, True, "of the wrong type: year '2023'"),
        ({"amount": 2000}, False, "amount 2000, but value and unit give 200000"),
        ({"relation": "about"}, False, "relation is 'about'"),
        ({"kind": "growth"}, False, "kind is 'growth'"),
        ({"kind": "change"}, False, "a change has a direction, and nothing else has"),
        ({"direction": "up"}, False, "a change has a direction, and nothing else has"),
        ({"relation": "range"}, False, "a range has a high_amount, and nothing else has"),
        ({"modality": "planned"}, False, "modality is 'planned'"),
        ({"period": "2023年"}, False, "period '2023年' is no ISO period"),
        ({"period": "2022"}, False, "year 2023 is not that of period 2022"),
        ({"subject": "全省小麦产量"}, False, "subject '全省小麦产量' is not made of stretches of the text"),
        ({"topic": "grain"}, False, "unknown field topic"),
    ],
)
def test_a_wrong_label_is_named_with_the_reason(changed: dict[str, Any], broken: bool, message: str) -> None:
    found = list(problems(Labelled("d", TEXT, ({**LABEL, **changed},))))
    assert any(message in str(problem) for problem in found), list(map(str, found))
    assert {problem.broken for problem in found} == {broken}


def test_a_label_that_lacks_a_field_is_broken() -> None:
    label = {name: value for name, value in LABEL.items() if name != "year"}
    assert [(p.message, p.broken) for p in problems(Labelled("d", TEXT, (label,)))] == [("without year", True)]


def test_labels_that_overlap_are_named() -> None:
    found = list(problems(Labelled("d", TEXT, (LABEL, LABEL))))
    assert "overlaps the label before it" in str(found[0])


def test_numerals_without_a_label_are_listed() -> None:
    assert [start for start, _ in unlabelled(Labelled("d", TEXT, (LABEL,)))] == [0]


def test_the_gold_set_keeps_to_the_guide() -> None:
    found = [str(problem) for document in load(GOLD, SEEDS) for problem in problems(document)]
    assert found == []
