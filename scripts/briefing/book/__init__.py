"""The whole briefing on one page, as PDF and as EPUB; single pages on paper are `docs/assets/css/print.css`'s work."""
