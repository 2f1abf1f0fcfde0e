"""Measurements that decide between ways of doing things; `python -m benchmarks.<name>`."""
