"""A folder of any mix: every file is read or named with its reason, and none stops the others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract import claims as claims_of
from extract.batch import files, listing, outcomes, tasks
from extract.cli import app
from extract.document import ReadError, printable
from extract.ledger import Ledger
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
    assert reasons == {
        "空.txt": "the file is empty",
        "噪声.pdf": "damaged, or not a PDF",
        "自己.txt": "Too many levels of symbolic links",
    }


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


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that may not be listed, with a report in it, beside one that is open."""
    for name in ("closed", "open"):
        (tmp_path / "reports" / name).mkdir(parents=True)
        (tmp_path / "reports" / name / "a.txt").write_text(TEXT, "utf-8")
    folder = tmp_path / "reports" / "closed"
    folder.chmod(0)
    if os.access(folder, os.R_OK):  # who may read everything must be told otherwise
        for function in ("scandir", "listdir"):
            monkeypatch.setattr(os, function, refusing(folder, getattr(os, function)))
    yield folder
    folder.chmod(0o755)


def refusing(folder: Path, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def refuse(path: Any) -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return function(path)

    return refuse


def test_a_folder_without_permission_is_a_failure_by_name(extractor, closed: Path) -> None:
    found = {outcome.path: outcome for outcome in outcomes(files([closed.parent]), extractor)}
    assert len(found) == 2
    failure = found[str(closed)].failure
    assert failure is not None
    assert failure.reason == "Permission denied"
    assert len(found[str(closed.parent / "open" / "a.txt")].claims) == 2


def test_reports_in_a_folder_that_is_closed_today_have_not_vanished(extractor, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(list(outcomes(files([folder.parent]), extractor)))
        assert ledger.mark_vanished([folder.parent], [folder], closed=[folder]) == 0
        assert ledger.mark_vanished([folder.parent], []) == 1


def test_links_that_lead_nowhere_are_failures_by_name(extractor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    (tmp_path / "b.txt").symlink_to("gone.txt")
    for paths in ([tmp_path], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        reasons = [outcome.failure.reason for outcome in outcomes(files(paths), extractor) if outcome.failure]
        assert reasons == ["Too many levels of symbolic links", "No such file or directory"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only some systems have such files")
def test_a_pipe_is_not_waited_for(extractor, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (outcome,) = outcomes(files([tmp_path]), extractor)
    assert outcome.failure is not None
    assert outcome.failure.reason == "not a regular file"


def test_what_no_reader_knows_is_counted_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("a.txt", "b.doc", "c.DOC", "README", ".hidden.txt", ".hidden/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    found = listing([tmp_path])
    assert found.files == [tmp_path / "a.txt"]
    assert found.passed == {".doc": 2, "": 1}


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
    with Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add([outcome])
        assert list(ledger.pending(tasks(files([tmp_path])))) != []
        assert ledger.mark_vanished([tmp_path], files([tmp_path])) == 0
    assert "\\udcb1\\udca8" in CliRunner().invoke(app, ["run", os.fsdecode(name), "-o", str(tmp_path / "a.csv")]).output
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
    path = tmp_path / "a.docx"
    WRAPPINGS["docx"][1](TEXT, path)
    printed = CliRunner().invoke(app, ["text", str(path)]).stdout
    assert all(printed[c.start : c.end] == c.text for c in extractor(read(path)))
