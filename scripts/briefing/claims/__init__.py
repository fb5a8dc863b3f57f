"""What a page claims: labels and records, the rules for them, the ledger, and the list of sources that they rest on.

The text of a page as its author typed it is read in `pages/`, not here.
"""
