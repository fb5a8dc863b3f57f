"""What a browser gets beside the words of a page: styles and scripts, templates, the policy, the search, the preview.

The sources of styles and scripts are in `docs/assets/`, the templates in `overrides/`.
"""
