"""What `scripts/bench.py` measures: made sites, builds and servers, and the table of it all."""
