"""A stub of the book site: serves the pages of the local host's demonstration.

Usage: site.py ADDRESS PORT
"""

import http.server
import pathlib
import re
import socketserver
import sys

PAGES = pathlib.Path(__file__).parent.parent / "local/src/main/resources/dev/offstage/local/demo/pages"
BOOK = re.compile(r"/book/show/(\d{1,18})(?:[.-].*)?")


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        book = BOOK.fullmatch(self.path)
        page = PAGES / f"{book.group(1)}.html" if book else None
        if self.path == "/robots.txt":
            self.answer(200, "text/plain", b"User-agent: *\nDisallow: /private/\n")
        elif page and page.is_file():
            self.answer(200, "text/html; charset=utf-8", page.read_bytes())
        else:
            self.answer(404, "text/html; charset=utf-8", b"<!DOCTYPE html><title>Page not found</title>")

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(socketserver.ThreadingTCPServer):
    """Not http.server's own: that one looks up the name of its address first, and where nobody knows it, that takes long."""

    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    Server((sys.argv[1], int(sys.argv[2])), Site).serve_forever()
