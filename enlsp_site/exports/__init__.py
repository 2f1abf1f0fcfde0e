"""What machines read: each module turns values into the bytes of one format."""
