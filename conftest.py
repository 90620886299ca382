"""Which modules' examples are not run: those that need Ray where it is not installed, and one that works on import."""

from importlib.util import find_spec

collect_ignore = ["extract/preload.py"] + ([] if find_spec("ray") else ["extract/engine_ray.py"])
