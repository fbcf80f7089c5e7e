"""Setting up: brands, sources, files."""
