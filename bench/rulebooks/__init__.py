"""The properties of our proofs, put to triage rules that others have published.

python -m bench.rulebooks            print the table and the stories
python -m bench.rulebooks --write    put them into docs/explanation/benchmark-of-rulebooks.md
"""
