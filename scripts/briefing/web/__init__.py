"""What a browser gets beside words. Styles and scripts are made from `docs/assets/`, templates in `overrides/`."""
