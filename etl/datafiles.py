"""Strict reading of the YAML data files: rules, catalogue, report sidecars, corrections.

Every file has a type (a msgspec.Struct with forbid_unknown_fields=True); an unknown key or a wrong value
fails with file, entry and the nearest known key.
"""

import re
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from etl.errors import DataFileError, nearest

T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: Path, type_: type[T]) -> T:
    """Read the YAML file at `path` as `type_`.

    Raises
    ------
    DataFileError
        When the file is missing or no YAML, or has an unknown key or a value of another type.
    """
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise DataFileError.about("data_file.yaml", path=path, problem=_one_line(problem)) from problem
    try:
        return msgspec.convert(raw, type_)
    except msgspec.ValidationError as problem:
        raise _explained(path, str(problem), type_) from problem


def _explained(path: Path, problem: str, type_: type) -> DataFileError:
    unknown = re.search(r"unknown field `([^`]+)`", problem)
    near = nearest(unknown[1], sorted(_known_keys(type_)), 1) if unknown else []
    if near:
        return DataFileError.about("data_file.near", path=path, problem=problem, near=repr(near[0]))
    return DataFileError.about("data_file.wrong", path=path, problem=problem)


def _known_keys(type_: object, seen: frozenset = frozenset()) -> set[str]:
    """Return every field name of the structs that `type_` is made of."""
    if type_ in seen:
        return set()
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        fields = msgspec.structs.fields(type_)
        return {f.encode_name for f in fields}.union(*(_known_keys(f.type, seen | {type_}) for f in fields))
    return set().union(*(_known_keys(arg, seen) for arg in getattr(type_, "__args__", ())))


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
