"""A mail server of the tests' own: it takes every letter over real SMTP and keeps it as it came."""

import re
import socketserver
import threading
import time
from email import message_from_bytes, policy

from tests.serving import PATIENCE


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 letterbox")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("221 bye" if word == b"QUIT" else "250 letterbox" if word == b"EHLO" else "250 ok")
            if word == b"QUIT":
                return

    def say(self, words: str):
        self.wfile.write(f"{words}\r\n".encode())


class Letterbox(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.letters: list[bytes] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def options(self) -> dict[str, str]:
        return {"CAIRN_SMTP_HOST": "127.0.0.1", "CAIRN_SMTP_PORT": str(self.server_address[1])}

    def wait_for(self, number: int) -> list[str]:
        """The letters as read, once there are so many."""
        until = time.monotonic() + PATIENCE
        while len(self.letters) < number and time.monotonic() < until:
            time.sleep(0.02)
        assert len(self.letters) >= number, "A letter did not come."
        return [message_from_bytes(letter, policy=policy.default).get_content() for letter in self.letters]

    def path_in_last(self, number: int) -> str:
        """The newest link to an address or back in, from that letter on, as a path. Others have letters in between."""
        until = time.monotonic() + PATIENCE
        while not (found := re.findall(r"https?://[^/\s]+(/(?:mail|recover/link)/\S+)", "\n".join(self.wait_for(number)[number - 1 :]))):
            assert time.monotonic() < until, "The letter did not come."
            time.sleep(0.02)
        return found[-1]
