"""Measured by hand, never in the tests: `python -m benchmarks.pages`, `python -m benchmarks.live`."""
