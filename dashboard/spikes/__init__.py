"""What spiked, about what, carried by whom."""
