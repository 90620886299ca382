"""The same article in every wrapping: a text as a web page, a Word file, a PDF of one or two columns, other encodings.

Used by bench/formats.py and by the tests. Lines of the text are paragraphs; lines with tabs are rows of a table.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from extract.heal import document

Block = tuple[str, str]  # role, text; a table's text has a line a row and tabs between cells


def blocks(raw: str) -> list[Block]:
    """The paragraphs and tables of a text, as its author wrote them: a typesetter's line breaks are gone."""
    healed = document(raw)
    parts = [(zone.kind, healed.text[zone.start : zone.end].strip("\n")) for zone in healed.zones]
    return [
        part for kind, group in groupby(parts, key=lambda part: part[0] == "table") for part in _merged(kind, group)
    ]


def _merged(is_table: bool, group: Iterator[Block]) -> list[Block]:
    rows = list(group)
    if not is_table:
        return rows
    return [("table", "\n".join(text for _, text in rows))]


def grid(text: str) -> list[list[str]]:
    rows = [line.split("\t") for line in text.split("\n")]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{title}_某某网</title>
<link rel="stylesheet" href="/style.css"><script>var visits = 123456;</script></head>
<body>
<header class="header"><a class="logo" href="/">某某网</a>
<nav class="nav"><ul><li><a href="/a">首页</a></li><li><a href="/b">财经</a></li><li><a href="/c">2024年十大看点</a></li>
<li><a href="/d">科技</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/b">财经</a> &gt; 正文</div>
<main><article class="article">
<h1>{title}</h1>
<div class="article-content">
{body}
</div></article></main>
<aside class="sidebar related"><h3>相关阅读</h3><ul>
<li><a href="/1">甲公司三季度净利润增长35%达12亿元</a></li><li><a href="/2">乙市房价连涨18个月</a></li>
<li><a href="/3">丙平台用户突破5亿</a></li></ul></aside>
<section class="comments" id="comments"><h3>网友评论（128条）</h3><div class="comment"><p>我上个月花了3000元，太贵了！</p></div>
<div class="comment"><p>我们村有200户都用上了。</p></div></section>
<footer class="footer"><p>关于我们 | 联系我们 | 客服电话 400-123-4567</p><p>版权所有 © 2009-2024 某某网 京ICP备12345678号</p></footer>
</body></html>
"""


def page(raw: str, title: str | None = None, charset: str = "utf-8") -> str:
    """A page as a site would serve it: navigation, breadcrumb, article, related links, comments, footer."""
    parts = blocks(raw)
    own = title or next((text for kind, text in parts if kind == "title"), "正文")
    if title is None and parts and parts[0][1] == own:
        parts = parts[1:]
    return PAGE.format(charset=charset, title=html.escape(own.lstrip("# ")), body="\n".join(map(_element, parts)))


def _element(block: Block) -> str:
    kind, text = block
    if kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in grid(text)
        )
        return f"<table border='1'>\n{rows}</table>"
    if kind == "title":
        return f"<h2>{html.escape(text.lstrip('# '))}</h2>"
    return f"<p>　　{html.escape(text)}</p>"


def write_html(raw: str, path: Path) -> None:
    path.write_text(page(raw), "utf-8")


def write_html_gbk(raw: str, path: Path) -> None:
    path.write_bytes(page(raw, charset="gb2312").encode("gb18030"))


def write_docx(raw: str, path: Path) -> None:
    from docx import Document

    word = Document()
    for kind, text in blocks(raw):
        if kind == "table":
            rows = grid(text)
            table = word.add_table(len(rows), len(rows[0]))
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    table.cell(r, c).text = cell
        elif kind == "title":
            word.add_heading(text.lstrip("# "), level=1)
        else:
            word.add_paragraph(text)
    word.save(str(path))


def write_pdf(raw: str, path: Path, columns: int = 1) -> None:
    """A paged article with a running header, page numbers and justified paragraphs."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    width, height = A4
    margin, gap = 62, 18
    each = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [Frame(margin + n * (each + gap), 70, each, height - 140, 0, 0, 0, 0) for n in range(columns)]

    def furniture(canvas: object, doc: object) -> None:
        canvas.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, height - 45, "某某研究 2024年第3期 总第128期")  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 40, f"第 {doc.page} 页")  # type: ignore[attr-defined]

    doc = BaseDocTemplate(str(path), pagesize=A4, title="")
    doc.addPageTemplates([PageTemplate("all", frames, onPage=furniture)])
    doc.build(_flowables(raw, each))
    _undated(path)


def _undated(path: Path) -> None:
    """Take the date of making out of a PDF: it is today's, which says nothing of the article."""
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name in ("/CreationDate", "/ModDate"):
            if name in pdf.docinfo:
                del pdf.docinfo[name]
        pdf.save(path)


def _flowables(raw: str, width: float) -> list[object]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer, Table

    def style(name: str, size: float, **more: object) -> ParagraphStyle:
        return ParagraphStyle(name, fontName="STSong-Light", fontSize=size, leading=size * 1.6, wordWrap="CJK", **more)

    body = style("body", 10.5, firstLineIndent=21, alignment=4)
    head = style("head", 14, spaceBefore=8, spaceAfter=6)
    cell = style("cell", 9)
    found: list[object] = []
    for kind, text in blocks(raw):
        if kind == "table":
            rows = [[Paragraph(html.escape(item), cell) for item in row] for row in grid(text)]
            share = [1.0] + [2.5 if len(rows[0]) == 2 else 1.0] * (len(rows[0]) - 1)
            widths = [width * part / sum(share) for part in share]
            lines = [("GRID", (0, 0), (-1, -1), 0.4, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            found += [Table(rows, widths, style=lines), Spacer(1, 6)]
        else:
            found.append(Paragraph(html.escape(text.lstrip("# ")), head if kind == "title" else body))
    return found


def write_pdf_two(raw: str, path: Path) -> None:
    write_pdf(raw, path, columns=2)


def encoded(encoding: str) -> Callable[[str, Path], None]:
    def write(raw: str, path: Path) -> None:
        path.write_bytes(raw.encode(encoding, "ignore" if encoding.startswith(("big5", "gbk")) else "strict"))

    return write


def write_crlf(raw: str, path: Path) -> None:
    path.write_bytes(raw.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig"))


# name of the wrapping -> suffix, writer
WRAPPINGS: dict[str, tuple[str, Callable[[str, Path], None]]] = {
    "gb18030": (".txt", encoded("gb18030")),
    "utf-16": (".txt", encoded("utf-16")),
    "utf-16-be": (".txt", encoded("utf-16-be")),
    "bom, crlf": (".txt", write_crlf),
    "html": (".html", write_html),
    "html gb2312": (".htm", write_html_gbk),
    "docx": (".docx", write_docx),
    "pdf": (".pdf", write_pdf),
    "pdf 2 columns": (".pdf", write_pdf_two),
}
