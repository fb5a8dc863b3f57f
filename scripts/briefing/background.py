"""Work that goes on beside the build: pandoc is another program, and there is a second core for it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def start(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Begin `work`, and give what its result, or its exception, can be taken from."""
    threads = ThreadPoolExecutor(1)
    future = threads.submit(work, *args, **kwargs)
    threads.shutdown(wait=False)
    return future
