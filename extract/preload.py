"""Imported by the server that forks workers, so that each comes with the project's rules read.

Patterns are compiled by each worker as it meets what may match them: a short run compiles few, a long one hardly notices.
"""

from extract.heal import healer
from extract.worker import extractor

healer()
extractor(None, False)
