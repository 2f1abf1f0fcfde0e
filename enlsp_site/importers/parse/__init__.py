"""What foreign texts, tables and pages say, as content files write it."""
