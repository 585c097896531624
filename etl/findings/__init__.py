"""What does not fit together: one module a kind, found by walking this folder.

A kind is a module with `find(case) -> Iterable[Finding]`; adding the file is the whole change. A finding
never changes a value: it names the figures, what was expected and what was found.
"""

import pkgutil
from importlib import import_module

from etl.findings.case import Case, Finding

SEVERITIES = ("error", "warning", "note")
_NO_KIND = {"amounts", "case", "cells", "rules"}


def kinds() -> list[str]:
    """Return the names of the modules that look for findings, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _NO_KIND)


def find_all(case: Case) -> list[Finding]:
    """Return every finding once, errors first, then by kind, metric, place and id."""
    found = {f.finding: f for kind in kinds() for f in import_module(f"{__name__}.{kind}").find(case)}
    return sorted(
        found.values(),
        key=lambda f: (SEVERITIES.index(f.severity), f.kind, f.metric or "", f.place or "", f.finding),
    )
