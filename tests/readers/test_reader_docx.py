"""Word files: paragraphs and tables in their order."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from extract.document import ReadError
from extract.reader import read, read_raw


def saved(word, tmp_path: Path) -> Path:
    path = tmp_path / "报告.docx"
    word.save(str(path))
    return path


def test_headings_are_titles_and_the_order_is_kept(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("产量公报", 0)
    word.add_paragraph("2023年产量达5万吨。")
    word.add_table(1, 2).cell(0, 0).text = "甲"
    word.add_paragraph("以下从略。")
    reading = read_raw(saved(word, tmp_path))
    assert reading.raw == "产量公报\n2023年产量达5万吨。\n甲\t\n以下从略。\n"
    assert [zone.kind for zone in reading.zones] == ["title", "body", "table", "body"]


def test_merged_cells_count_for_all_they_reach_over(extractor, tmp_path: Path) -> None:
    rows = [
        ["县区", "一般公共预算收入（亿元）", ""],
        ["", "2022年", "2023年"],
        ["石碛县", "12.5", "13.1"],
    ]
    word = docx.Document()
    table = word.add_table(3, 3)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    claims = extractor(read(saved(word, tmp_path)))
    assert [(c.text, c.unit, c.subject, c.year) for c in claims] == [
        ("12.5", "亿元", "石碛县一般公共预算收入", 2022),
        ("13.1", "亿元", "石碛县一般公共预算收入", 2023),
    ]


def test_the_date_of_a_library_template_is_no_date(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("目前共有企业1200家。")
    assert read(saved(word, tmp_path)).date is None


def test_the_date_of_the_file_serves_where_the_text_gives_none(extractor, tmp_path: Path) -> None:
    import datetime

    word = docx.Document()
    word.core_properties.created = datetime.datetime(2024, 3, 18)
    word.add_paragraph("目前全市共有企业1200家。")
    document = read(saved(word, tmp_path))
    assert document.date is not None and document.date.origin == "metadata"
    assert extractor(document)[0].year == 2024


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(70):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ReadError, match="zip bomb"):
        read_raw(path)


def test_a_file_with_a_password_and_one_of_the_old_word(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500)
    with pytest.raises(ReadError, match="password"):
        read_raw(path)


def test_a_file_cut_off(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("2023年产量达5万吨。")
    path = saved(word, tmp_path)
    path.write_bytes(path.read_bytes()[:4000])
    with pytest.raises(ReadError, match="damaged"):
        read_raw(path)


def test_an_archive_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "甲")
    with pytest.raises(ReadError, match="not a Word file"):
        read_raw(path)


def test_a_file_without_text(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no text"):
        read_raw(saved(docx.Document(), tmp_path))
