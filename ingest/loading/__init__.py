"""Records to rows: staging, settings, what is known of each source, erasing."""
