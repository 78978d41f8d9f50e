"""Engines: what a pack says of a report. `reference` is dull on purpose and explains itself."""
