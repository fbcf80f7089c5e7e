"""What every number means, and which SQL computes it."""
