"""The words of rules/dating.yaml and rules/placing.yaml, each entry one compiled pattern under its name."""

import re
from types import SimpleNamespace

from etl import datafiles
from etl.paths import RULES


def cues(name: str) -> SimpleNamespace:
    """Return the patterns of a rules file whose entries are regular expressions.

    Raises
    ------
    DataFileError
        When the file is missing or an entry is no text.
    """
    entries = datafiles.load(RULES / name, dict[str, str])
    return SimpleNamespace(**{key: re.compile(pattern) for key, pattern in entries.items()})


CUES = cues("dating.yaml")
