"""Would the desk have been faster with other hours? Replayed, where a replay can be believed."""
