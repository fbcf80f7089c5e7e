"""Setting up by machine: earshot.toml is changed with care, and sources are tried."""
