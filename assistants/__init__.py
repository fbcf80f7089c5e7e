"""What assistants and tools may ask: figures with their rule, n, interval and mentions, or why not.

The Model Context Protocol (https://modelcontextprotocol.io), by its official Python SDK.
"""
