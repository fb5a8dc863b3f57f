"""The whole briefing on one page, as PDF and as EPUB; for single pages on paper there is `css/later/print.css`."""
