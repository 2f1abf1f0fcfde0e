"""`enlsp serve`: watch, rebuild, reload, with problems shown in the browser."""
