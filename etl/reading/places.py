"""The place of every figure; for now the report's own."""

from collections.abc import Sequence

from etl.model import Amount
from etl.reading.structure import Structure


def place_figures(
    folded: str, structure: Structure, amounts: Sequence[Amount], place: str | None
) -> list[str | None]:
    """Return the place of each amount."""
    return [place] * len(amounts)
