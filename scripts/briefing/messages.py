"""What is said of each fault."""

from .problems import say as say
