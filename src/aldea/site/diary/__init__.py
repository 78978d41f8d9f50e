"""The paper diary: the questions of the check to print, for someone without a smartphone."""
