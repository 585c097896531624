"""Why a report cannot be read: one clear line in English for the tables, in Chinese on request."""

import re
from functools import cache
from pathlib import Path

from etl.errors import UnreadableError
from etl.texts import Lang, texts

FIELDS = ("size", "limit", "pages", "format", "count", "file", "reason")
_TEXTS = texts(Path(__file__).with_name("problems.yaml"))


def unreadable(key: str, **values: object) -> UnreadableError:
    """Return the error for the problem `key` of problems.yaml; raise it."""
    return UnreadableError(_TEXTS.say(key, "en", **values))


def say(problem: str, lang: Lang) -> str:
    """Return a `problem` of the reports table in `lang`; one that no reader wrote stays as it is."""
    for key, pattern in _patterns().items():
        found = pattern.fullmatch(problem)
        if found:
            return _TEXTS.say(key, lang, **found.groupdict())
    return problem


@cache
def _patterns() -> dict[str, re.Pattern]:
    """Return for each key a pattern that its English text fits."""
    fields = {name: "{" + name + "}" for name in FIELDS}
    return {
        key: re.compile(
            re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(_TEXTS.say(key, "en", **fields))), re.S
        )
        for key in sorted(_TEXTS.keys())
    }
