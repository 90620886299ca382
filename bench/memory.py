"""Whether memory stays flat: peak resident memory after 500 and after 2,000 documents of all formats, each in its own process.

python bench/memory.py [few many]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

FORMATS = ("gb18030", "html", "docx", "pdf")
EACH = 10  # different files of each format, read over and over


def make(folder: Path) -> None:
    """Files of all formats, each with another stretch of the seeds."""
    from wrap import WRAPPINGS

    seeds = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
    lines = [line for seed in seeds for line in seed.read_text("utf-8").splitlines() if "。" in line]
    for name in FORMATS:
        suffix, write = WRAPPINGS[name]
        for n in range(EACH):
            write("报告\n\n" + "\n".join(lines[n * 6 : n * 6 + 12]) + "\n", folder / f"{name} {n}{suffix}")


def read_all(folder: Path, count: int) -> None:
    """Read so many documents and say what it took."""
    from extract.batch import files, outcomes
    from extract.pipeline import Extractor

    found = files([folder])
    paths = [found[n % len(found)] for n in range(count)]
    claims = failed = 0
    started = time.perf_counter()
    for outcome in outcomes(paths, Extractor()):
        claims += len(outcome.claims)
        failed += outcome.failure is not None
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(
        f"{count:>6} documents  {claims:>7} claims  {failed} failed  {seconds:7.1f} s  peak {peak:6.0f} MB", flush=True
    )


def main() -> None:
    counts = [int(word) for word in sys.argv[1:3]] or [500, 2000]
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        for count in counts:
            subprocess.run([sys.executable, __file__, "--read", folder, str(count)], check=True)


if __name__ == "__main__":
    if "--read" in sys.argv:
        read_all(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
