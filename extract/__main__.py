"""The command ``zhclaims``; so is ``python -m extract``."""

from __future__ import annotations

import sys

# With these options of a run, workers get ready otherwise or not at all.
OTHERWISE = ("--rules", "--engine", "--help")


def main() -> None:
    """Read the command line; for a run, the server that forks workers begins to get ready before that."""
    if sys.argv[1:2] == ["run"] and not any(argument.startswith(OTHERWISE) for argument in sys.argv):
        from extract.outcome import Settings
        from extract.pool import warm

        warm(Settings())
    from extract.cli import app

    app(prog_name="zhclaims")


if __name__ == "__main__":
    main()
