"""Words to safe HTML."""
