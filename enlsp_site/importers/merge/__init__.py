"""What was imported, laid over what a site has."""
