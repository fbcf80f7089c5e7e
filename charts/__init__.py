"""Rows to figures: pure functions, one file per subject; no page, no query, no Streamlit."""
