"""Other scorers that earshot.toml can name, one module each."""
