"""What a browser may do on our pages: the Content-Security-Policy, and other headers of a host.

Pages carry the policy in their head too, since not every host reads `_headers`. It names no hash
and nothing inline, so that pages of every edition live under the same one. Format of the file:
https://docs.netlify.com/manage/routing/headers/, the same at https://developers.cloudflare.com/pages/configuration/headers/
"""

from collections.abc import Iterable

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
          "font-src 'self'; base-uri 'none'; form-action 'none'")

_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",  # a page cannot say this last one itself
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def write_headers(lasting: Iterable[str]) -> str:
    """Return the file `_headers`. `lasting` are the paths of files that never change under their name.

    All else is asked for anew at each visit, which both hosts do where nothing is said; said under `/*`
    it would be joined to the line of the lasting files.
    """
    blocks = {"/*": _HEADERS, **{f"/{path}": _FOR_EVER for path in sorted(lasting)}}
    return "\n".join(f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
                     for path, headers in blocks.items())
