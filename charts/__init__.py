"""Rows to figures: pure functions, one file per subject; no page, no query, no Streamlit.

A function takes the look (`theme.LIGHT` or `theme.DARK`) and rows, and gives a Plotly figure that
is whole in itself: a page shows it, a digest or a report writes it to a file. What a mark stands
for is in its `customdata`: the query of the Mentions page, as a dict of names and values.
"""
