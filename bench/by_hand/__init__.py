"""The rules of the shipped pack as one Python function, written by hand, to hold engines against."""
