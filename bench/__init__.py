"""What is measured, each against something else. Explained in docs/benchmarks.md; `make bench` runs it."""
