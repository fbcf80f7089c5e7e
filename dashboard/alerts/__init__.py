"""Rules, the log of alerts, and what people thought of them."""
