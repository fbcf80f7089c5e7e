"""Text to fields: language, sentiment, complaints, questions, topics, brands."""
