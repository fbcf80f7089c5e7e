"""The posts behind every number, and what people say of them."""
