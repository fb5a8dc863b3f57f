"""The whole briefing on one page, and as a PDF and an EPUB made of it."""
