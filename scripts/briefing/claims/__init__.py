"""What a page claims: labels and records, the rules for them, and all that is shown of them.

`record_files.py` reads what is said of each statement; `walk.py` goes over the tree of a page and
finds its statements; `rules.py` and `support.py` check these against their records, `held.py` knows
when they were read; `ledger.py` and `sources.py` make what readers are shown of all statements
together.
"""
