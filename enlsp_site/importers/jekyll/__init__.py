"""A workshop's site made with Jekyll, or in plain HTML."""
