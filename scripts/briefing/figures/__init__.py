"""Figures: data beside the text, each with its template in `overrides/figures/`.

Whoever adds one writes a module with its form, which says how it is drawn and tabulated, a
template of its name, and a line in `figures.py`, which reads them. `entries.py` has what they have
in common, `drawing.py` what drawings have.
Two of them are `forecasts.py`: what became of forecasts, and what to watch.
"""
