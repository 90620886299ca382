"""The wheel: everything it needs is in it, and it works in an empty folder."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from spec import REPORT, ROOT, RULES

pytestmark = pytest.mark.slow


def call(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("zhclaims-*.whl"))


def test_rules_templates_and_types_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"extract/rules/{path.name}" for path in RULES.glob("*.yaml")} <= names
    assert {"extract/templates/report.html", "extract/py.typed", "extract/GUIDELINES.md"} <= names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "gold/"))]


def test_modules_to_be_compiled_are_there_and_have_no_cached_property() -> None:
    """mypyc makes it a property that is worked out again every time."""
    modules = re.findall(r'"(extract/\w+\.py)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert len(modules) > 40
    assert not [name for name in modules if "cached_property" in (ROOT / name).read_text(encoding="utf-8")]


def test_it_works_in_a_fresh_environment_and_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    bin = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    call(bin / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    call(bin / "zhclaims", "run", "report.txt", "-o", "claims.csv", cwd=folder)
    assert "20.5万吨" in (folder / "claims.csv").read_text(encoding="utf-8-sig")
    assert "0 failed" in call(bin / "zhclaims", "rules", "check", cwd=folder)
    call(bin / "zhclaims", "report", "out.html", "claims.csv", cwd=folder)
    code = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('numeric_claims'); print(len(nlp('产量20万吨。')._.claims))"
    assert call(bin / "python", "-c", code, cwd=folder).strip() == "1"
