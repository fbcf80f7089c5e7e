"""One module per way to score a text."""
