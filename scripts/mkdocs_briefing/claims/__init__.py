"""What a page claims: its statements and their records, the rules for them, what is shown of them.

What authors say of statements is in `records.py`, read by `record_files.py`; `walk.py` goes over
the tree of a page and finds them, with `paragraphs.py` and `page_notes.py`; `evidence.py` has what
each rests on. Of a `briefing.py` as a whole, `claim_rules.py` holds between files, `support.py`
between a statement and its evidence. For readers there are `checks.py` beside a paragraph, the ways
of `later.py`, `ledger.py`, and `sources.py`, which has all that is told of a source; for programs,
`dataset.py` and `spreadsheet.py`.
"""
