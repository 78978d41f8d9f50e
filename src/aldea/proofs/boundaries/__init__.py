"""Cases at the edges of every rule, found by the solver; what they expect is from the readings."""

from aldea.proofs.boundaries.written import BoundaryCase, boundary_cases, written

__all__ = ["BoundaryCase", "boundary_cases", "written"]
