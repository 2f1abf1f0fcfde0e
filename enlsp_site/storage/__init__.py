"""The disk: reading, publishing, and remembering what was made from what."""
