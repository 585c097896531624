"""Lets the tests here use the annotation notation of tests/labelled."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "labelled"))
