"""What a person says of a finding, kept in the library: a state with its reason, never a value."""

from pathlib import Path

import msgspec
import yaml

from etl import store, tables
from etl.build import Built
from etl.decisions import Decision, load_decisions
from etl.errors import UnknownNameError
from etl.library import Library, LibraryError
from etl.library.adding import Progress, build_again

FILE = Path("decisions") / "findings.yaml"


def decide(library: Library, finding: str, decision: Decision, progress: Progress = None) -> Built:
    """Keep a decision about a finding of the library's tables, and build them anew.

    `finding` is an id, or how one begins (4 characters at least). What was said of it before is replaced; all
    else in the file stays. Raises UnknownNameError for a finding that is not there, LibraryError for an empty
    reason; the file is as it was when the build fails.
    """
    if not decision.reason.strip():
        raise LibraryError.about("library.no_reason")
    with store.locked(library.path):
        known = list(tables.open_tables(library.tables).findings["finding"])
        name = _named(finding, known)
        path = library.path / FILE
        path.parent.mkdir(exist_ok=True)
        before = path.read_bytes() if path.is_file() else None
        store.replace(path, _with(path, name, decision))
        try:
            return build_again(library, progress)
        except BaseException:
            path.unlink() if before is None else store.replace(path, before)
            raise


def _named(finding: str, known: list[str]) -> str:
    found = [name for name in known if name == finding or (len(finding) >= 4 and name.startswith(finding))]
    if len(found) != 1:
        raise UnknownNameError("finding", finding, known)
    return found[0]


def _with(path: Path, name: str, decision: Decision) -> bytes:
    """Return the file with the decision: behind what stands there, or in the place of the one before."""
    decisions = load_decisions(path)
    if name in decisions or not path.is_file():
        return _yaml({**decisions, name: decision})
    return path.read_bytes().rstrip() + b"\n" + _yaml({name: decision})


def _yaml(decisions: dict[str, Decision]) -> bytes:
    said = {name: msgspec.to_builtins(one) for name, one in decisions.items()}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode()
