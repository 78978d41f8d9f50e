"""The compiled engine: Python generated from the nodes of a pack, for one report, fast.

It says exactly what the reference engine says, and explains nothing.
"""

from aldea.engines.compiled.engine import CompiledPack, compile_pack

__all__ = ["CompiledPack", "compile_pack"]
