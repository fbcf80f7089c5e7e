"""An invented story: no brand, person or post in it exists."""
