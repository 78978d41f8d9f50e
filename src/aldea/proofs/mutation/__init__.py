"""Mutants of a rulebook: does any reading or case notice when one thing in it is changed?"""

from aldea.proofs.mutation.by_cases import CaseBook
from aldea.proofs.mutation.judge import Fate, Judge, NotProved, Verdict
from aldea.proofs.mutation.mutants import Mutant, mutants_of

__all__ = ["CaseBook", "Fate", "Judge", "Mutant", "NotProved", "Verdict", "mutants_of"]
