"""What `make links` does: asks addresses, looks for words and for copies, and says what it found.

It is no part of a build, which asks nothing of the network.
"""
