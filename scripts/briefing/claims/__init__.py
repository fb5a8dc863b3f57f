"""What a page claims: labels and records, the rules for them, and all that is shown of them.

`labels.py` labels the tree of a page and records its statements; `rules.py` checks these against
`support.py`, what their sources were seen to bear out; `ledger.py`, `sources.py` and `figures.py`
make what readers are shown of all statements together.
"""
