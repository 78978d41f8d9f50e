"""The reference engine: reads like the definition (decisions.md 16 and 20) and explains itself."""

from aldea.engines.reference.answer import assess, explain

__all__ = ["assess", "explain"]
