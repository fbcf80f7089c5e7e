"""How wide the reader's window is, as far as a page has to know.

Streamlit wraps what stands side by side by itself. A table and the list of pages it cannot: they
are drawn otherwise on a phone. `static/where.js` says so in a cookie before the page's session
begins; a window that is made narrow later is told with the next page that is loaded.
"""

import streamlit as st

COOKIE = "earshot_width"


def is_narrow() -> bool:
    """Whether the window was below 640 pixels when the page was loaded; False where none said."""
    return st.context.cookies.get(COOKIE) == "narrow"
