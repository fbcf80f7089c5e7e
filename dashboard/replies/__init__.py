"""The page Replies: were people answered like people, and what came of it."""
