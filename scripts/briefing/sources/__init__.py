"""What we cite: the bibliography as it was read, the rules for its entries, and the note of each.

Nothing here knows the pages that cite a source (`pages/`), or how others cite us (`citing/`).
"""
