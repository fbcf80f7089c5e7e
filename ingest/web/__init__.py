"""One HTTP client and what its answers mean; no secret leaves it."""
