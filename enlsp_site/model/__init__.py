"""The workshop as frozen records, and the facts that all who read them share."""
