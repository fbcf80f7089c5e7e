"""File presets: one module per shape of file."""
