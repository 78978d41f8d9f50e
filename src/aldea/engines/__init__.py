"""Engines: what a pack says of a report.

`reference` is dull on purpose and explains itself; `compiled` says the same of one report, fast.
"""
