"""Serving a built site from a folder, to this machine unless told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from peelian.errors import NotFound

_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder, with the site's own content security policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: addresses of readers are nobody's business."""


def serve_folder(folder: Path, *, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serve a folder until interrupted.

    Parameters
    ----------
    folder
        The built site.
    host, port
        Where to listen; port 0 takes any free one.
    told
        Called with one line that says where the site is.

    Raises
    ------
    NotFound
        If there is no built site.
    """
    if not (folder / "index.html").is_file():
        raise NotFound(
            str(folder),
            found="no site",
            accepted="a built site",
            next_step="run 'peelian build' first",
        )
    with ThreadingHTTPServer((host, port), partial(_Handler, directory=str(folder))) as server:
        told(f"The site is at http://{host}:{server.server_address[1]}/ (stop with Ctrl-C)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            told("Stopped.")
