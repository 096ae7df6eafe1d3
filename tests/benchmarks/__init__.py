"""Benchmarks: what the program takes beside the least that any program could, in one run; `python -m tests.benchmarks` shows them all."""
