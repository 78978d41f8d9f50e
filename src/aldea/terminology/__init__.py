"""Codes as types: units of measure (UCUM) and exact quantities."""

from aldea.terminology.units import Unit, UnknownUnit, WrongDimension, convert, unit_of

__all__ = ["Unit", "UnknownUnit", "WrongDimension", "convert", "unit_of"]
