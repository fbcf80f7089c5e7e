"""A chat endpoint on loopback that rates posts, or misbehaves on purpose."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def rate(posts):
    return json.dumps({"ratings": ["positive" if "good" in post else "negative" for post in posts]})


@contextmanager
def endpoint(answer=rate, statuses=()):
    """A chat endpoint; statuses come before it behaves. Yields address and questions."""
    asked, left, ends = [], list(statuses), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers.get("Authorization"), question))
            status = left.pop(0) if left else 200
            if status == 0:
                ends.wait(10)
                return
            content = answer(json.loads(question["messages"][1]["content"]))
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        ends.set()
        server.shutdown()
        thread.join()
        server.server_close()
