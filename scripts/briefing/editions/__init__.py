"""What was published: passages, editions and their manifests, what they promise, what became of what somebody cited.

An edition is finished output: it is frozen from pages that a build has made (`build/`), and never rendered again.
"""
