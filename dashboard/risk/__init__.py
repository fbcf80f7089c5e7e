"""Which posts grow, and where they may end."""
