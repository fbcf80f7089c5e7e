"""Models from labels: the shipped one, and those learned from what people say."""
