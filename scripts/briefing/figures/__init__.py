"""Figures: data beside the text, each with its template in `overrides/figures/`.

`figures.py` reads them in their `forms.py`, `rules.py` holds them against statements; `shares.py`
and `timeline.py` calculate where things stand, and `tables.py` has what is a table and CSV too.
Two of them are `forecasts.py`: what became of forecasts, and what to watch.
"""
