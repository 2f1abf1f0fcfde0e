"""Changing content from a page that `enlsp serve` shows: a record at a time, in its file, and nothing else of it."""
