"""PDF: reading order, furniture, wraps, tables, pages, and files that can't be read."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from extract.document import ReadError
from extract.reader import read, read_raw
from wrap import write_pdf

FONT = "STSong-Light"
FILLER = "各级部门认真落实工作部署，统筹推进各项重点任务，经济运行总体平稳，社会大局保持稳定，人民生活继续改善。"


@pytest.fixture(autouse=True)
def font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def canvas(path: Path) -> Canvas:
    made = Canvas(str(path))
    made.setFont(FONT, 10)
    return made


def article(paragraphs: int) -> str:
    body = "\n".join(f"{FILLER * 3}第{n}批项目投资{n}亿元，其余工作按计划推进。" for n in range(1, paragraphs + 1))
    return f"全市经济运行情况\n\n{body}\n"


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_come_back_whole_and_in_order(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "a.pdf"
    text = article(30)
    write_pdf(text, path, columns)
    reading = read_raw(path)
    kept = [reading.raw[zone.start : zone.end] for zone in reading.zones if zone.kind != "furniture"]
    assert "".join(kept).replace("\n", "") == text.replace("\n", "")
    furniture = [reading.raw[zone.start : zone.end].strip() for zone in reading.zones if zone.kind == "furniture"]
    assert {"第1页", "第2页"} <= set(furniture)
    assert sum("某某研究" in line for line in furniture) == len(furniture) / 2


def test_every_claim_has_its_page(extractor, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_pdf(article(30), path)
    document = read(path)
    claims = extractor(document)
    pages = [claim.page for claim in claims]
    assert pages == sorted(pages) and pages[0] == 1 and len(set(pages)) > 2
    assert all(document.raw[c.start : c.end] == c.text for c in claims)
    assert [str(c.value) for c in claims if c.unit == "亿元"] == [str(n) for n in range(1, 31)]


def test_a_table_of_three_rules_and_one_of_none(extractor, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    made.drawString(60, 740, "表1 2023年各县人口（单位：万人）")
    rows = [
        ("县", "常住人口", "户籍人口"),
        ("石碛县", "41.2", "44.0"),
        ("榆阳县", "30.5", "31.7"),
        ("南岭县", "12.1", "13.9"),
    ]
    for n, row in enumerate(rows):
        for x, cell in zip((60, 250, 400), row, strict=True):
            made.drawString(x, 715 - 18 * n, cell)
    for y in (728, 710, 655):
        made.line(55, y, 480, y)
    made.save()
    claims = extractor(read(path))
    assert [(c.text, c.unit, c.subject, c.year) for c in claims][:3] == [
        ("41.2", "万人", "石碛县常住人口", 2023),
        ("44.0", "万人", "石碛县户籍人口", 2023),
        ("30.5", "万人", "榆阳县常住人口", 2023),
    ]
    assert len(claims) == 6 and {c.zone for c in claims} == {"table"}


def test_a_ruled_table_with_merged_cells(extractor, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    rows = [
        ["县区", "一般公共预算收入（亿元）", ""],
        ["", "2022年", "2023年"],
        ["石碛县", "12.5", "13.1"],
        ["南岭区", "45.0", "47.7"],
    ]
    style = [
        ("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)),
    ]  # fmt: skip
    table = Table(rows, [100, 100, 100], style=style)
    table.wrapOn(made, 400, 400)
    table.drawOn(made, 60, 600)
    made.save()
    claims = extractor(read(path))
    assert [(c.text, c.unit, c.subject, c.year) for c in claims] == [
        ("12.5", "亿元", "石碛县一般公共预算收入", 2022), ("13.1", "亿元", "石碛县一般公共预算收入", 2023),
        ("45.0", "亿元", "南岭区一般公共预算收入", 2022), ("47.7", "亿元", "南岭区一般公共预算收入", 2023),
    ]  # fmt: skip


def test_a_number_broken_by_the_end_of_a_line(extractor, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    for n, line in enumerate(
        [
            "到2023年末，在各部门共同努力之下，该市场规模突破7",
            "800亿元，成为行业中最受关注的细分市场之一，发展潜",
            "力巨大。",
        ]
    ):
        made.drawString(60, 700 - 16 * n, line)
    made.save()
    assert [(c.text, str(c.amount)) for c in extractor(read(path))] == [("7800亿元", "780000000000")]


def test_a_watermark_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    made.drawString(60, 700, "2023年全市粮食产量达20.5万吨。")
    made.translate(200, 400)
    made.rotate(45)
    made.drawString(0, 0, "内部资料100份")
    made.save()
    assert "内部资料" not in read_raw(path).raw


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_pdf(article(12), path, 2)
    assert read_raw(path).raw == read_raw(path).raw


def test_the_date_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_pdf("目前，全市共有企业1200家，" + FILLER, path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/CreationDate"] = "D:20240318120000+08'00'"
        pdf.save(path)
    date = read(path).date
    assert date is not None and (date.iso, date.origin) == ("2024-03-18", "metadata")


def test_a_file_printed_anew_does_not_move_its_text_to_that_day(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    made.drawString(60, 700, "2019年，全市共有企业1200家。")
    made.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/CreationDate"] = "D:20240318120000+08'00'"
        pdf.save(path)
    date = read(path).date
    assert date is not None and (date.iso, date.origin) == ("2019", "text")


# Files that can't be read


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.pdf"
    write_pdf(article(2), path)
    return path


def test_no_text_layer(tmp_path: Path) -> None:
    made = canvas(tmp_path / "scan.pdf")
    made.rect(50, 50, 300, 600, fill=1)
    made.save()
    with pytest.raises(ReadError, match="no text layer; run OCR first"):
        read_raw(tmp_path / "scan.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off(good: Path, share: float) -> None:
    content = good.read_bytes()
    good.write_bytes(content[: int(share * len(content))])
    with pytest.raises(ReadError, match="damaged"):
        read_raw(good)


def test_a_password_is_needed(good: Path, tmp_path: Path) -> None:
    with pikepdf.open(good) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="owner"))
    with pytest.raises(ReadError, match="password-protected"):
        read_raw(tmp_path / "locked.pdf")


def test_only_printing_is_forbidden(good: Path, tmp_path: Path) -> None:
    with pikepdf.open(good) as pdf:
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(user="", owner="owner"))
    assert read_raw(tmp_path / "open.pdf").raw == read_raw(good).raw


def test_noise(tmp_path: Path) -> None:
    (tmp_path / "noise.pdf").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ReadError, match="not a PDF"):
        read_raw(tmp_path / "noise.pdf")
