"""zhclaims: Chinese reports in, a table of numeric claims out."""

from __future__ import annotations
