"""Servers of the tests' own: a mail server that can refuse and be slow, and a browser maker's push service."""

import base64
import json
import socketserver
import threading
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from cairn.base import clock
from cairn.members.models import Member
from cairn.notices.outgoing.sealing import CURVE, from_base64, to_base64


@dataclass
class Came:
    """One letter, with its envelope."""

    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        return self.message.get_content()


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 office")
        while line := self.rfile.readline():
            word, said = line[:4].upper().strip(), line.decode().strip()
            if word == b"MAIL":
                self.sender = _between(said)
            if word == b"RCPT":
                self.to = _between(said)
                if self.server.refuses:
                    self.say(self.server.refuses)
                    continue
            if word == b"DATA":
                self.say("354 go on")
                raw = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.came.append(Came(self.sender, self.to, raw))
                time.sleep(self.server.slow)
            self.say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def say(self, words: str):
        self.wfile.write(f"{words}\r\n".encode())


def _between(said: str) -> str:
    return said[said.index("<") + 1 : said.index(">")]


class Office(socketserver.ThreadingTCPServer):
    """`refuses`: what is said to every recipient instead of yes; `slow`: seconds between taking and saying so."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.came: list[Came] = []
        self.refuses, self.slow = "", 0.0
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def opened_by(self, settings) -> "Office":
        """Letters of this process are sent here."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port
        return self


class Browser:
    """One that was asked, and opens what it is woken with by itself: not with the code that sealed it."""

    def __init__(self, endpoint: str):
        self.endpoint, self._key, self.auth = endpoint, ec.generate_private_key(CURVE), bytes(range(16))

    @property
    def said(self) -> dict:
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "p256dh": to_base64(point), "auth": to_base64(self.auth)}

    def opens(self, body: bytes) -> dict:
        return json.loads(opened(body, self._key, self.auth))


def opened(body: bytes, private, auth: bytes) -> bytes:
    """aes128gcm of RFC 8188 and RFC 8291, opened by HMAC alone."""
    import hashlib
    import hmac

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    def mac(key, words):
        return hmac.new(key, words, hashlib.sha256).digest()

    salt, sender = body[:16], body[21 : 21 + body[20]]
    mine = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
    between = mac(mac(auth, shared), b"WebPush: info\0" + mine + sender + b"\x01")
    root = mac(salt, between)
    key, nonce = mac(root, b"Content-Encoding: aes128gcm\0\x01")[:16], mac(root, b"Content-Encoding: nonce\0\x01")[:12]
    words = AESGCM(key).decrypt(nonce, body[21 + body[20] :], None)
    assert words[-1:] == b"\x02", "the last record"
    return words[:-1]


class _Push(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert claims_of(self.headers["Authorization"], f"http://127.0.0.1:{self.server.server_port}")
        self.server.took.append((self.path, dict(self.headers), body))
        self.send_response(self.server.answers.get(self.path, 201))
        self.end_headers()

    def log_message(self, *_args):
        pass


class PushService(ThreadingHTTPServer):
    """Takes what is signed rightly; `answers` has a status by path."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Push)
        self.took, self.answers, self.failed = [], {}, []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def browser(self, name: str) -> Browser:
        return Browser(f"http://127.0.0.1:{self.server_port}/{name}")

    def handle_error(self, request, client_address):
        import sys

        self.failed.append(sys.exc_info()[1])


def claims_of(authorization: str, audience: str) -> dict:
    """What a service checks of VAPID (RFC 8292). Raises when the signature or a claim is wrong."""
    parts = dict(part.strip().split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
    head, said, signature = parts["t"].split(".")
    raw = from_base64(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_base64(parts["k"]))
    key.verify(der, f"{head}.{said}".encode(), ec.ECDSA(SHA256()))
    claims, now = json.loads(base64.urlsafe_b64decode(said + "==")), clock.now().timestamp()
    assert json.loads(base64.urlsafe_b64decode(head + "=="))["alg"] == "ES256"
    assert claims["aud"] == audience and now < claims["exp"] <= now + 24 * 3600 and claims["sub"].startswith(("mailto:", "https:"))
    return claims


def with_mail(member: Member, address: str = "zqmailbox@example.org") -> Member:
    """Their address is named and proved."""
    from cairn.members import verbs

    verbs.name_mail(address, by=member)
    verbs.prove_mail(member.mail_digest, by=member)
    member.refresh_from_db()
    return member
