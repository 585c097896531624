"""Every rule that carries a proof is held to it: the amount in braces is read as said, or left alone."""

import re
from pathlib import Path

import pytest

from etl.datafiles import load
from etl.paths import RULES
from etl.reading.amounts import find_amounts
from etl.reading.fold import fold
from etl.reading.growth import Kinds
from etl.reading.lexicon import HedgeFile, UnitFile
from etl.reading.numerals import Numerals
from etl.reading.special import SkipFile
from etl.reading.traps import TrapFile

FILES = {
    "numerals": Numerals,
    "units": UnitFile,
    "hedges": HedgeFile,
    "kinds": Kinds,
    "skips": SkipFile,
    "traps": TrapFile,
}
YEAR = re.compile(r"(?:19|20)\d\d年")


def rules():
    for name, type_ in FILES.items():
        file = load(RULES / f"{name}.yaml", type_)
        rows = getattr(file, "patterns", None) or getattr(file, "traps", None) or [file]
        for row in rows:
            yield f"{name}:{getattr(row, 'key', '')}", row


def proofs(kind: str):
    found = [(rule, proof) for rule, row in rules() for proof in getattr(row, kind)]
    assert len(found) > 20
    return [pytest.param(rule, proof, id=f"{rule} {proof}") for rule, proof in found]


def amount_in_braces(proof: str):
    """Return the amount that fills the braces, or None, and what the braces say of it."""
    before, inside, after = re.fullmatch(r"(.*)\{(.*)\}(.*)", proof).groups()
    surface, *said = inside.split("|")
    text = before + surface + after
    folded = fold(text)
    taken = [match.span() for match in YEAR.finditer(folded) if not before.endswith("〔")]
    found = find_amounts(text, folded, taken)
    exact = [a for a in found if (a.start, a.end) == (len(before), len(before + surface))]
    return (exact[0] if exact else None), said


@pytest.mark.parametrize(("rule", "proof"), proofs("reads"))
def test_a_rule_reads_its_proof(rule, proof):
    amount, said = amount_in_braces(proof)
    assert amount is not None
    assert amount.statistic, amount.rule
    read = (amount.value, amount.unit, amount.bound)
    wanted = tuple(type(had)(said[i]) if i < len(said) else had for i, had in enumerate(read))
    assert read == wanted


@pytest.mark.parametrize(("rule", "proof"), proofs("leaves"))
def test_a_rule_leaves_its_proof_alone(rule, proof):
    amount, _ = amount_in_braces(proof)
    assert amount is not None
    assert not amount.statistic, amount


def test_rules_of_every_file_have_proofs():
    proved = {rule.split(":")[0] for rule, row in rules() if row.reads or row.leaves}
    assert proved == set(FILES)
    assert Path(RULES / "traps.yaml").exists()
