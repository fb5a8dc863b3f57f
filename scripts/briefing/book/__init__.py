"""The whole briefing on one page: for `/print/`, for the PDF and for the EPUB, with the files that set these two.

Single pages on paper are the work of `docs/assets/css/print.css`.
"""
