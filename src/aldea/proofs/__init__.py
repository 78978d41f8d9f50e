"""What must hold of a rulebook (readings.yaml), proved for every report that there can be.

`prove` makes the claims and puts them to the solver; `Story` is what a refutation looks like.
The only room that knows the solver (z3).
"""

from aldea.proofs.difference import Difference, difference
from aldea.proofs.gate import stop_below_readings, stop_unapproved
from aldea.proofs.prove import ProofRun, prove
from aldea.proofs.readings_file import load_readings, readings_path
from aldea.proofs.results import Result
from aldea.proofs.solve import Outcome
from aldea.proofs.story import EncodingDiffers, Story
from aldea.proofs.symbols import NotProvable

__all__ = [
    "Difference",
    "EncodingDiffers",
    "NotProvable",
    "Outcome",
    "ProofRun",
    "Result",
    "Story",
    "difference",
    "load_readings",
    "prove",
    "readings_path",
    "stop_below_readings",
    "stop_unapproved",
]
