"""The warehouse as files that many machines read, and its derivation by a cluster."""
