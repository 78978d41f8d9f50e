"""The rulebook: what the pack says, in words that a clinician can check."""
