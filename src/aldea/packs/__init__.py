"""Packs: from files to the language, and from raw reports to typed answers."""

from aldea.packs.border import Border, ReadReport, read_report
from aldea.packs.diagnostics import Diagnostic, PackError
from aldea.packs.registry import load_pack, pack_folder, statements_cited

__all__ = [
    "Border",
    "Diagnostic",
    "PackError",
    "ReadReport",
    "load_pack",
    "pack_folder",
    "read_report",
    "statements_cited",
]
