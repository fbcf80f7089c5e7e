"""Backups of the warehouse: made on a schedule, kept in a folder or in S3, brought back."""
