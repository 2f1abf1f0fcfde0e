"""Rules: on what was written and on what was built."""
