"""What people decided about findings: a state and a reason for a finding's id. Never a value.

The file is `findings.yaml` in the decisions folder, `<finding>: {state: explained, reason: …, who: …, when:
…}`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from etl import datafiles
from etl.tables import Tables, rows_of

State = Literal["open", "explained", "source_error", "our_error"]


class Decision(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """What a person says of a finding: its state and why, who says so and since when."""

    state: State
    reason: str
    who: str | None = None
    when: date | None = None


def load_decisions(path: Path) -> Mapping[str, Decision]:
    """Return the decisions by finding; none when there is no such file. DataFileError names what is wrong."""
    return datafiles.load(path, dict[str, Decision]) if path.is_file() else {}


def without_finding(decisions: Mapping[str, Decision], findings: Iterable[str]) -> list[str]:
    """Return the ids of decisions that match no finding any more, sorted."""
    return sorted(decisions.keys() - set(findings))


def decisions_in(tables: Tables) -> dict[str, Decision]:
    """Return the decisions that tables show."""
    return {
        row["finding"]: Decision(row["state"], row["reason"], row["decided_by"], row["decided_on"])
        for row in rows_of(tables.findings)
        if row["decided_by"] or row["reason"] or row["state"] != "open"
    }
