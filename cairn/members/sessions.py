"""Sessions: one row a place, sealed, without addresses; the member and their data key come in the same query."""

import base64
import json

from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware

from cairn.base import clock, crypto, keyring
from cairn.base.composed import composed

__all__ = ["SessionMiddleware", "SessionStore"]

_BOUND = b"session"


class SessionStore(db.SessionStore):
    row = None

    @classmethod
    def get_model_class(cls):
        from cairn.members.models import SignedIn

        return SignedIn

    def update(self, values=(), **more):
        """As a dict does it."""
        super().update({**dict(values), **more})

    def load(self):
        self.row = self._get_session_from_db()
        data = self.decode(self.row.session_data) if self.row else {}
        if data:  # readable: so is the key, which is under the same one
            keyring.take(self.row.member_id, self.row.key)
        return data

    def _get_session_from_db(self):
        row = next(iter(_standing(self.model.kept(self.session_key), clock.now())), None)
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key):
        return self.model.objects.filter(session_key=self.model.kept(session_key)).exists()

    def delete(self, session_key=None):
        if key := session_key or self.session_key:
            self.model.objects.filter(session_key=self.model.kept(key)).delete()

    def encode(self, session_dict) -> str:
        data = json.dumps(session_dict).encode()
        return base64.b64encode(crypto.seal(crypto.key_for("session"), data, _BOUND)).decode()

    def decode(self, session_data) -> dict:
        try:
            sealed = base64.b64decode(session_data)
            return json.loads(crypto.unseal(crypto.key_for("session"), sealed, _BOUND))
        except (ValueError, crypto.Unreadable):
            return {}

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = self.model.kept(row.session_key)
        row.member_id = data.get("member")
        row.device = data.get("device", "")
        if self.row is not None and self.row.member_id == row.member_id:
            row.began_at, row.seen_on = self.row.began_at, self.row.seen_on
        return row


@composed(lambda kept, now: [kept, now])
def _standing(kept: str, now):
    from cairn.base.models import DataKey
    from cairn.members.models import SignedIn

    signed_in = SignedIn.objects.select_related("member").filter(session_key=kept, expire_date__gt=now)
    return signed_in.annotate(key=DataKey.along("member"))
