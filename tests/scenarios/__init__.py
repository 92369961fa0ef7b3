"""Whole runs as pages that people read: files as typed, commands, what they print."""
