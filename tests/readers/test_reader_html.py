"""Web pages: the article and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import ReadError
from extract.reader import read, read_raw
from wrap import page

BODY = (
    "2023年，全市粮食产量达20.5万吨，同比增长3%。全市农业增加值继续提高，农民收入稳步增长，粮食安全得到保障。\n"
    "目前，全市共有农业企业1200家。这些企业分布在各个县区，从事种植、养殖和加工，带动了大量农户增收致富。\n"
)


def write(tmp_path: Path, html: str) -> Path:
    path = tmp_path / "页面.html"
    path.write_text(html, "utf-8")
    return path


def test_navigation_comments_and_related_links_give_no_claims(extractor, tmp_path: Path) -> None:
    path = write(tmp_path, page("全市农业再获丰收\n\n" + BODY))
    assert [c.text for c in extractor(read(path))] == ["20.5万吨", "3%", "1200家"]


def test_the_title_is_a_title(tmp_path: Path) -> None:
    document = read(write(tmp_path, page("全市农业再获丰收\n\n" + BODY)))
    assert document.text.startswith("全市农业再获丰收\n")
    assert document.zones[0].kind == "title"


def test_the_date_of_the_page_serves_where_the_text_gives_none(extractor, tmp_path: Path) -> None:
    meta = '<meta property="article:published_time" content="2024-02-06T08:00:00+08:00"></head>'
    document = read(write(tmp_path, page("全市农业再获丰收\n\n" + BODY).replace("</head>", meta)))
    assert document.date is not None
    assert (document.date.iso, document.date.origin) == ("2024-02-06", "metadata")
    assert [c.year for c in extractor(document)] == [2023, 2023, 2024]


@pytest.mark.parametrize("charset", ["gb2312", "big5", "utf-8", "no-such-charset"])
def test_a_page_that_is_wrong_about_its_encoding(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page("全市农业再获丰收\n\n" + BODY, charset=charset).encode("gb18030"))
    assert "全市粮食产量达20.5万吨" in read_raw(path).raw


def test_cells_that_reach_over_others(extractor, tmp_path: Path) -> None:
    table = """<table><tr><th rowspan="2">县区</th><th colspan="2">一般公共预算收入（亿元）</th></tr>
    <tr><th>2022年</th><th>2023年</th></tr><tr><td>石碛县</td><td>12.5</td><td>13.1</td></tr></table>"""
    html = page("财政情况\n\n" + BODY).replace("</div></article>", table + "</div></article>")
    tabled = [c for c in extractor(read(write(tmp_path, html))) if c.zone == "table"]
    assert [(c.text, c.unit, c.subject, c.year) for c in tabled] == [
        ("12.5", "亿元", "石碛县一般公共预算收入", 2022),
        ("13.1", "亿元", "石碛县一般公共预算收入", 2023),
    ]


def test_offsets_count_characters_of_the_text_that_is_printed(extractor, tmp_path: Path) -> None:
    path = write(tmp_path, page("全市农业再获丰收\n\n" + BODY))
    raw = read_raw(path).raw
    assert all(raw[c.start : c.end] == c.text for c in extractor(read(path)))
    assert read_raw(path).raw == raw


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<html><body><nav>首页 新闻</nav></body></html>"])
def test_a_page_without_an_article_is_a_failure(tmp_path: Path, html: str) -> None:
    with pytest.raises(ReadError, match="no article"):
        read_raw(write(tmp_path, html))


def test_a_page_of_50_mb_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReadError, match="too large for a web page"):
        read_raw(path)


def test_pictures_and_scripts_inside_a_page_do_not_count(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 4_000_000}"><script>{"var a;" * 10}</script></body>'
    path = write(tmp_path, page("全市农业再获丰收\n\n" + BODY).replace("</body>", picture))
    assert "20.5万吨" in read_raw(path).raw


def test_null_bytes_and_half_characters(tmp_path: Path) -> None:
    html = page("全市农业再获丰收\n\n" + BODY).replace("粮食产量", "粮\x00食产量&#xD800;")
    assert "达20.5万吨" in read_raw(write(tmp_path, html)).raw
