"""Figures: data beside the text, drawn by modules of the briefing's own.

Whoever adds one writes a module, a template and, if it needs one, a stylesheet of its name into the
folder of figures (`scripts/figures/`), where `figures.py` finds them. `entries.py` has what figures
have in common: a form that says how it is drawn and tabulated, and what bears it out.
Two figures any briefing has, `forecasts.py`: what became of forecasts, and what to watch. Another,
`article.py`, is a view over records: the article, line by line.
"""
