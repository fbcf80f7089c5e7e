"""One author: what they wrote, what became of it, what they set off."""
