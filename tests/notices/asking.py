"""Somebody is asked to listen, while they are not here."""

import re
from urllib.parse import urlsplit

from cairn.hearing.models import Ask
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.verbs import give
from tests import cast
from tests.notices.postoffice import with_mail

CANARY = "zqsharewordsqz"


def listener(name="Ash", *, quiet=(0, 0), **chosen):
    """Somebody with a proven address, who may be asked by mail unless `chosen` says else."""
    ash = with_mail(cast.member(name, quiet_from=quiet[0], quiet_to=quiet[1]), f"zqmailbox{name.lower()}@example.org")
    Rhythm.objects.create(member=ash, **{"asks_by_mail": True} | chosen)
    return ash


def share_of_somebody():
    return cast.share_by(cast.member("Zqdellqz"), CANARY)


def asked(who, share=None) -> Ask:
    """One open ask, with its notice, as the waves make them."""
    share = share or share_of_somebody()
    ask = Ask.system.create(share=share, listener=who, wave=0)
    give(who.pk, "asked", share.pk)
    return ask


def row_of(who, by="mail") -> Outgoing:
    return Outgoing.objects.get(member=who, by=by)


def links(letter) -> dict[str, str]:
    """Paths in a letter by what they do."""
    paths = [urlsplit(link).path for link in re.findall(r"https?://\S+", letter.text)]
    return {path.strip("/").rsplit("/", 1)[0]: path for path in paths}
