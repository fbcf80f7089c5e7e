"""One run from start to end: over the sources, over a file, at intervals."""
