"""What a browser may do on our pages: the Content-Security-Policy, and other headers of a host.

Pages carry the policy in their head too, since not every host reads `_headers`. It names no hash
and nothing inline, so that pages of every edition live under the same one. Format of the file:
https://docs.netlify.com/manage/routing/headers/, the same at https://developers.cloudflare.com/pages/configuration/headers/
"""

from collections.abc import Iterable
from pathlib import Path

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
          "font-src 'self'; base-uri 'none'; form-action 'none'")

_HEADERS = Path(__file__).with_name("headers.txt").read_text(encoding="utf-8")
"""Of every path; a page cannot say `frame-ancestors` itself."""
_FOR_EVER = "\n/{}\n  Cache-Control: public, max-age=31536000, immutable\n"


def write_headers(lasting: Iterable[str]) -> str:
    """Return the file `_headers`. `lasting` are the paths of files that never change under their name.

    All else is asked for anew at each visit, which both hosts do where nothing is said; said under `/*`
    it would be joined to the line of the lasting files.
    """
    return _HEADERS.format(policy=POLICY) + "".join(map(_FOR_EVER.format, sorted(lasting)))
