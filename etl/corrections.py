"""Corrections as data: which figure is read wrongly, what to do about it, who says so, and a guard.

The file is `corrections.yaml` in a decisions folder, a list of entries (docs/corrections.md). An entry names
what to read, or what it means; it never carries a value. Its guard `expect` must hold for the figure as it is
read without the entry, so that a correction fails once it no longer applies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from etl import datafiles
from etl.errors import DataFileError, nearest
from etl.model import Kind
from etl.reading.lexicon import lexicon
from etl.reading.places import load_places

FILE = Path("decisions") / "corrections.yaml"
_STRICT = {"forbid_unknown_fields": True, "frozen": True}


class Time(msgspec.Struct, **_STRICT):
    """The time that a figure is of; `end` alone for `as_of`."""

    kind: Literal["period", "as_of", "event", "plan"]
    end: date
    start: date | None = None
    cumulative: bool | None = None


class Action(msgspec.Struct, **_STRICT):
    """What to do: drop the figure, or set one or several of the others."""

    drop: Literal[True] | None = None
    span: str | None = None
    """Words of the same sentence to read instead."""
    metric: str | None = None
    place: str | None = None
    time: Time | None = None
    unit: str | None = None

    def names(self) -> list[str]:
        """Return the names of what is set."""
        return [name for name in self.__struct_fields__ if getattr(self, name) is not None]


class Guard(msgspec.Struct, **_STRICT):
    """What the figure must be without the correction; `sentence` is a part of its sentence."""

    surface: str | None = None
    sentence: str | None = None
    value: float | None = None


class Entry(msgspec.Struct, **_STRICT):
    """One correction."""

    figure: str
    wrong: str
    action: Action
    reason: str
    who: str
    when: date
    expect: Guard


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry with the file that holds it."""

    entry: Entry
    path: Path

    @property
    def mark(self) -> str:
        """What tables and charts say of a value that the correction touched."""
        e = self.entry
        return f"{', '.join(e.action.names())}: {e.wrong}; {e.reason} ({e.who}, {e.when.isoformat()})"

    def fail(self, key: str, **values: object) -> DataFileError:
        """Return the error that names this entry; raise it."""
        return DataFileError.about(f"correction.{key}", path=self.path, figure=self.entry.figure, **values)


def load_corrections(homes: Iterable[Path], metrics: Iterable[str]) -> dict[str, Correction]:
    """Return the corrections of these folders by figure id.

    Raises DataFileError for an unknown key, metric, place or unit, an entry without an action or a guard, and
    two entries for one figure.
    """
    found: dict[str, Correction] = {}
    known = {"metric": set(metrics), "place": set(load_places()), "unit": set(unit_kinds())}
    for path in dict.fromkeys(home / FILE for home in homes):
        for entry in datafiles.load(path, list[Entry] | None) or () if path.is_file() else ():
            correction = Correction(entry, path)
            _check(correction, known)
            if entry.figure in found:
                raise correction.fail("twice")
            found[entry.figure] = correction
    return found


def unit_kinds() -> dict[str, Kind]:
    """Return every unit code that a word of a report can give, and the kind of figure that has it."""
    words = lexicon()
    found = (words.units.at(word, 0) for word in sorted(words.unit_words))
    return {unit.code: unit.kind for _, unit in filter(None, found)}


def _check(correction: Correction, known: Mapping[str, set[str]]) -> None:
    entry = correction.entry
    names = entry.action.names()
    if not names:
        raise correction.fail("no_action", actions=", ".join(Action.__struct_fields__))
    if entry.action.drop and len(names) > 1:
        raise correction.fail("drop_alone")
    if all(getattr(entry.expect, name) is None for name in Guard.__struct_fields__):
        raise correction.fail("no_guard")
    for name, right in known.items():
        given = getattr(entry.action, name)
        if given is not None and given not in right:
            near = ", ".join(nearest(given, sorted(right))) or "?"
            raise correction.fail("unknown_name", name=name, given=given, near=near)
