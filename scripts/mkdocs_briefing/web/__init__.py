"""What a browser gets beside words.

Stylesheets, scripts and fonts are made from `docs/assets/`; templates stand in `templates/`.
"""
