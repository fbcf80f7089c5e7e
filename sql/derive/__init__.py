"""Tables derived from posts, brought up to date for what a batch touches."""
