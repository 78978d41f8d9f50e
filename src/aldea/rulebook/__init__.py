"""The rulebook in words: rules, advice and worked cases as a clinician reads them, on pages and on paper.

Whoever asks hands in the gettext of their own language; on paper it is `plain`.
"""
