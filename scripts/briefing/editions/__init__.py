"""What was published: the passages of a page, editions and their manifests, what they promise, and what changed.

How an edition comes about, a build under another name, is in `build/`.
"""
