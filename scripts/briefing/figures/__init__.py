"""Figures: data beside the text, each with its template in `overrides/figures/`.

`figures.py` reads them in their `forms.py`, `rules.py` holds them against statements; modules with
the name of a figure calculate where its marks stand, with what is in `drawing.py`, and `tables.py`
has what is a table and CSV too.
Two of them are `forecasts.py`: what became of forecasts, and what to watch.
"""
