"""What a draft claims and what became of it: claims, statements of the tables, verdicts.

Values are in base units (8.14亿元 is 814000000.0 CNY), dates ISO strings, spans count in the draft's text.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from etl.derive.words import Base
from etl.model import Bound, Measure, Transform

Verdict = Literal["supported", "differs", "older", "scope", "worked_out", "not_found"]
VERDICTS: tuple[Verdict, ...] = ("supported", "worked_out", "older", "scope", "differs", "not_found")
"""From the best to the worst: a figure that claims several things gets the worst of their verdicts."""
WRONG: frozenset[Verdict] = frozenset({"differs", "scope"})
TimeBasis = Literal["stated", "unsaid", "open", "each"]
Hedge = Literal["", "below", "vague"]


@dataclass(frozen=True, slots=True)
class Time:
    """When a claim holds. `unsaid`: no time is named; `open`: one is, but of which year is not (今年).

    `each`: it is said of every year (每年, 年均).
    `earliest`: the first day that an end without a day leaves open (截至2022年3月: 2022-03-01).
    """

    basis: TimeBasis = "unsaid"
    start: str | None = None
    end: str | None = None
    earliest: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a figure of a draft claims; `metric` None: nothing of the catalogue, or not clear."""

    start: int
    end: int
    surface: str
    metric: str | None
    candidates: tuple[str, ...]
    place: str | None
    transform: Transform
    measure: Measure
    measure_said: bool
    time: Time
    value: float
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    step: Fraction
    """Weight of the last digit written; 0 for what is counted out."""
    hedge: Hedge = ""
    """`below`: not more than the value (近, nearly); `vague`: an order of magnitude (数百, hundreds of)."""
    base: Base = "unsaid"
    """What a growth rate compares with."""
    plan: bool = False
    place_named: bool = True
    """Its own sentence names a place; else `place` is what the words before leave to it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of the observations table with its first sentence; `surface` is empty for what is worked out."""

    observation: str
    metric: str
    place: str | None
    transform: str
    measure: str
    time_kind: str
    start: str | None
    end: str | None
    earliest: str | None
    inferred: bool
    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str
    worked_out: bool
    formula: str | None
    report: str | None
    known_since: str | None
    plan: bool
    figure: str | None = None
    surface: str = ""
    unit_text: str = ""
    sentence: str = ""
    base: Base = "unsaid"
    each: bool = False
    """It is said of every year, of no one in particular."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure of a draft with its verdict, the key of the reason, and what the tables say.

    `matched` is the statement whose value the claim has, `newest` what is stated for the claim's own scope
    (or nearest to it) where that is another.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    matched: Statement | None = None
    newest: Statement | None = None

    @property
    def shown(self) -> tuple[Statement, ...]:
        """The statements that a reader is shown, the one with the claim's value first."""
        return tuple(one for one in (self.matched, self.newest) if one)
