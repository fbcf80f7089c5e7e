"""Who waits, and how long people really wait."""
