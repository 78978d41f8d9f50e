"""Documents to print, made of values alone: no database, no clock, no web."""
