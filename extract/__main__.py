"""``python -m extract`` is the command ``zhclaims``."""

from extract.cli import app

if __name__ == "__main__":
    app(prog_name="zhclaims")
