"""Is the brand healthy, and is anything about to break?"""
