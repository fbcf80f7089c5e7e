"""Sources, gaps, refusals."""
