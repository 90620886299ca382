"""The report page and the terminal view: every mention marked at its own place, nothing taken for markup."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import extract
from extract.cli import app
from extract.report import TABLES, rows_in, rows_of, write_report
from extract.show import amount, show
from spec import claim


def page(text: str, tmp_path: Path) -> str:
    write_report(rows_of(extract.claims(text, name="report.txt")), tmp_path / "out.html", "某报告")
    return (tmp_path / "out.html").read_text(encoding="utf-8")


def cells(html: str) -> list[str]:
    """The sentences of a page, the mention in brackets."""
    found = re.findall(r'<td class="sentence">(.*?) <span', html)
    return [re.sub(r"</?mark>", "|", cell) for cell in found]


def test_each_mention_is_marked_in_its_sentence(tmp_path: Path) -> None:
    html = page("2023年产量20万吨，增长3%。", tmp_path)
    assert cells(html) == ["2023年产量|20万吨|，增长3%。", "2023年产量20万吨，增长|3%|。"]
    assert "<title>某报告</title>" in html
    assert "change ↑" in html


def test_amounts_show_their_relation_and_sort_as_numbers(tmp_path: Path) -> None:
    html = page("2023年产量超20万吨，单价3—5元。", tmp_path)
    assert '<td class="amount" data-key="200000">&gt;200000</td>' in html
    assert '<td class="amount" data-key="3">3–5</td>' in html


def test_mentions_alike_are_marked_each_at_its_own_place(tmp_path: Path) -> None:
    assert cells(page("产量增长3%，价格增长3%。", tmp_path)) == [
        "产量增长|3%|，价格增长3%。",
        "产量增长3%，价格增长|3%|。",
    ]


def test_mentions_that_healing_changed_are_marked(tmp_path: Path) -> None:
    assert cells(page("产量增长７％，主播达 1508 万人。", tmp_path)) == [
        "产量增长|7%|，主播达1508万人。",
        "产量增长7%，主播达|1508万人|。",
    ]


def test_signs_of_html_are_text(tmp_path: Path) -> None:
    html = page("<b>甲&乙</b>产量20万吨。", tmp_path)
    assert "<b>甲" not in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("suffix", TABLES)
def test_a_table_of_a_run_gives_the_same_page(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("2023年产量20.5万吨，增长3%，单价3—5元。", encoding="utf-8")
    arguments = ["run", str(tmp_path / "report.txt"), "-o", str(tmp_path / f"claims{suffix}")]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    write_report(rows_of(extract.run(tmp_path / "report.txt")), tmp_path / "direct.html", "某报告")
    write_report(rows_in(tmp_path / f"claims{suffix}"), tmp_path / "table.html", "某报告")
    direct, table = ((tmp_path / name).read_text(encoding="utf-8") for name in ("direct.html", "table.html"))
    assert cells(table) == cells(direct)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match=r"other\.csv: no table of claims \(without amount, doc, sentence, text\)"):
        rows_in(tmp_path / "other.csv")


def terminal(text: str) -> str:
    console = Console(file=StringIO(), width=200)
    show(text, extract.claims(text), console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_terminal_shows_text_and_table() -> None:
    shown = terminal("2023年产量20万吨，增长3%。")
    assert shown.startswith("2023年产量20万吨，增长3%。")
    assert "200000" in shown
    assert "change ↑" in shown


def test_brackets_are_no_style() -> None:
    assert "[/b]甲产品[红]产量" in terminal("2023年，[/b]甲产品[红]产量达20万吨。")


@pytest.mark.parametrize(
    ("text", "mention", "shown"),
    [
        ("产量20万吨。", "20万吨", "200000"),
        ("产量约20万吨。", "20万吨", "≈200000"),
        ("产量超20万吨。", "20万吨", ">200000"),
        ("产量20万吨以上。", "20万吨", "≥200000"),
        ("产量不足20万吨。", "20万吨", "<200000"),
        ("产量不超过20万吨。", "20万吨", "≤200000"),
        ("单价3—5元。", "3—5元", "3–5"),
    ],
)
def test_an_amount_shows_its_relation(text: str, mention: str, shown: str) -> None:
    assert amount(claim(text, mention)) == shown
