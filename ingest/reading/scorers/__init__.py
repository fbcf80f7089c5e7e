"""Scorers that [scorer] of earshot.toml can name beside the linear one, one module each."""
