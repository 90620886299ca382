"""A folder of any mix: every file is read or named with its reason, and none stops the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract import claims as claims_of
from extract.batch import files, outcomes
from extract.document import ReadError, printable
from extract.reader import READERS, read, read_raw
from wrap import WRAPPINGS

TEXT = "2023年，全市粮食产量达20.5万吨，同比增长3%。农业生产形势总体稳定，农民收入继续增加，农村面貌持续改善。\n"
MORE = "全市共有农业企业1200家，分布在各个县区，从事种植、养殖和加工，带动农户增收致富，发展前景良好。\n"


def test_a_mixed_folder(extractor, tmp_path: Path) -> None:
    folder = tmp_path / "报 告 2024"
    (folder / "子文件夹").mkdir(parents=True)
    for n, (suffix, write) in enumerate(WRAPPINGS.values()):
        write("全市农业再获丰收\n\n" + TEXT + MORE, folder / "子文件夹" / f"年报 {n}{suffix}")
    (folder / "空.txt").write_bytes(b"")
    (folder / "噪声.pdf").write_bytes(os.urandom(500))
    (folder / "子文件夹" / "回环").symlink_to(folder)
    (folder / "自己.txt").symlink_to("自己.txt")
    found = list(outcomes(files([folder]), extractor))
    good = [outcome for outcome in found if outcome.failure is None]
    assert len(good) == len(WRAPPINGS)
    assert {tuple(str(c.amount) for c in outcome.claims) for outcome in good} == {("205000", "3", "1200")}
    reasons = {Path(o.path).name: o.failure.reason for o in found if o.failure}
    assert reasons == {"空.txt": "the file is empty", "噪声.pdf": "damaged, or not a PDF"}


@pytest.mark.parametrize("name", ["utf-16", "html", "docx", "pdf", "pdf 2 columns"])
def test_a_seed_gives_the_same_claims_in_every_wrapping(extractor, seeds, tmp_path: Path, name: str) -> None:
    from formats import agreement

    suffix, write = WRAPPINGS[name]
    seed = seeds[0]
    write(seed.read_text("utf-8"), tmp_path / f"a{suffix}")
    assert agreement(extractor(read(seed)), extractor(read(tmp_path / f"a{suffix}"))) >= 0.97


def test_suffixes_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text(TEXT, "utf-8")
    assert read_raw(tmp_path / "A.TXT").raw == TEXT
    assert {".txt", ".md", ".html", ".htm", ".pdf", ".docx"} <= set(READERS)


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(ReadError, match="symbolic links"):
        read_raw(tmp_path / "a.txt")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # who may read everything must be told otherwise

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match="Permission denied"):
        read_raw(path)


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no reader for \.exe"):
        read_raw(tmp_path / "a.exe")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't allow such names")
def test_a_name_that_is_no_utf_8(extractor, tmp_path: Path) -> None:
    name = os.fsencode(str(tmp_path)) + b"/\xb1\xa8\xb8\xe6.txt"
    with open(name, "w", encoding="utf-8") as file:
        file.write(TEXT)
    (outcome,) = outcomes(files([tmp_path]), extractor)
    assert [claim.doc.encode("utf-8") for claim in outcome.claims]
    assert printable(Path(os.fsdecode(name))).endswith("\\udcb1\\udca8\\udcb8\\udce6.txt")


def test_half_a_character_in_a_text_given_from_python() -> None:
    assert [claim.text for claim in claims_of("\ud800产量达20.5万吨\udfff。")] == ["20.5万吨"]


def test_text_alone_loads_none_of_the_other_readers_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    code = (
        "import sys; from pathlib import Path; from extract.reader import read_raw; "
        f"read_raw(Path({str(tmp_path / 'a.txt')!r})); "
        "print([m for m in ('trafilatura', 'lxml', 'docx', 'pypdfium2', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_text_command_prints_what_offsets_count(extractor, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from extract.cli import app

    path = tmp_path / "a.docx"
    WRAPPINGS["docx"][1](TEXT, path)
    printed = CliRunner().invoke(app, ["text", str(path)]).stdout
    assert all(printed[c.start : c.end] == c.text for c in extractor(read(path)))
