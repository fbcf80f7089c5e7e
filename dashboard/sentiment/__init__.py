"""How the brand is spoken of, and what moved it."""
