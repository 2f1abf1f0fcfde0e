"""The command line: arguments in, problems and exit codes out."""
