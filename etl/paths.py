"""Where things are in a checkout; a path is an identity, so it is made here and nowhere else."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
CURATED = ROOT / "data" / "curated"
RULES = Path(__file__).resolve().parent / "rules"
