"""One question, one page."""
