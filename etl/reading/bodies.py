"""What a place's name goes on with: the name of a body (广州知识产权法院), an award, an event (深圳论坛)."""

import re

from etl.reading.cues import cues

_CUES = cues("placing.yaml")


def is_body(behind: str) -> bool:
    """Say whether the words behind a place make its name that of a body."""
    return not _CUES.body_not.match(behind) and _goes_on(behind, _CUES.body)


def is_event(behind: str) -> bool:
    """Say whether the words behind a place make its name that of an award or event."""
    return _goes_on(behind, _CUES.event)


def _goes_on(behind: str, word: re.Pattern) -> bool:
    """Say whether `word` stands before anything that ends a name."""
    found = word.search(behind)
    return found is not None and found.start() <= _CUES.name.match(behind).end()
