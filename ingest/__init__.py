"""From a source's answer to rows in the warehouse."""
