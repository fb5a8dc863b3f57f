"""The figures of this briefing: of each a module with its form, a template and a stylesheet.

The form of a module is its `FORM`; one without is what figures share. The engine finds them by
their names (`mkdocs_briefing/figures/figures.py`); another briefing begins with none, or with those
that it can use.
"""
