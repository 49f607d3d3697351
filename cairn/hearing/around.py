"""What routing needs to know of shares that look for listeners: their audiences, their writers, who was asked.

Eight queries for any number of shares.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from cairn.circles.models import Seat
from cairn.hearing import resident
from cairn.hearing.engine.view import NOBODY, Seeking
from cairn.hearing.models import Ask, Listener, Wave
from cairn.members.models import Apart, Block, Experience, Interest
from cairn.shares.models import CIRCLE, READERS, SOMEONE, Reader, Response, Share
from cairn.shares.queries import text_likeness


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of some shares. Ids by the share, the writer or the circle that they belong to; of a circle those who do not rest from it."""

    asked: dict[int, set[int]]
    answered: dict[int, set[int]]
    experiences: dict[int, set[int]]
    interests: dict[int, set[str]]
    blocked: dict[int, set[int]]
    seats: dict[int, set[int]]
    readers: dict[int, set[int]]
    compared: set[int]  # listeners whose words may be compared

    def apart(self, share: Share) -> set[int]:
        """Who must not be asked for it whatever they are like."""
        return {share.writer_id} | self.blocked[share.writer_id] | self.asked[share.pk] | self.answered[share.pk]

    def audience(self, share: Share) -> set[int] | None:
        """Whom it was told to; None for everyone here. Mirrors Share.objects.seen_by() from the other
        side, but for those who rest from its circle: they read it, and are not asked."""
        return {CIRCLE: self.seats[share.circle_id], READERS: self.readers[share.pk]}.get(share.audience)

    def known(self, share: Share) -> set[int]:
        """Its writer's experiences. None for one told as "someone": that both know this would say who wrote it."""
        return set() if share.shown_as == SOMEONE else self.experiences[share.writer_id]

    def liked(self, share: Share) -> set[str]:
        return set() if share.shown_as == SOMEONE else self.interests[share.writer_id]

    def seeking(self, wave: Wave) -> Seeking:
        share, audience = wave.share, self.audience(wave.share)
        return Seeking(
            language=resident.language_bit(share.language),
            mentioned=resident.topic_bits(share.note_topics),
            known=resident.topic_bits(self.known(share)),
            interests=resident.interest_bits(self.liked(share)),
            wave=wave.number,
            apart=_ids(self.apart(share)),
            within=None if audience is None else _ids(audience),
            likeness=self._likeness(share),
            lot=share.pk,
        )

    def _likeness(self, share: Share) -> dict[int, float]:
        """Of words, where members said that theirs may be compared; 0 is left out."""
        found = text_likeness(share, self.compared) if self.compared else {}
        return {pk: t for pk, t in found.items() if t > 0}


def surroundings_of(shares: list[Share]) -> Surroundings:
    ids, writers = [share.pk for share in shares], {share.writer_id for share in shares}
    circles = {share.circle_id for share in shares if share.audience == CIRCLE}
    return Surroundings(
        asked=_gathered(Ask.system.filter(share__in=ids).values_list("share", "listener")),
        answered=_gathered(Response.system.before_others().filter(share__in=ids, member__isnull=False).values_list("share", "member")),
        experiences=_gathered(Experience.objects.filter(member__in=writers).values_list("member", "topic")),
        interests=_gathered(Interest.objects.filter(member__in=writers).values_list("member", "kind")),
        blocked=_blocks(writers),
        seats=_gathered(Seat.system.expected().filter(circle__in=circles).values_list("circle", "member")),
        readers=_gathered(Reader.objects.filter(share__in=ids).values_list("share", "member")),
        compared=set(Listener.objects.filter(member__likeness_since__isnull=False).values_list("member", flat=True)),
    )


def _gathered(pairs: Iterable[tuple]) -> dict:
    found = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found


def _blocks(writers: set[int]) -> dict[int, set[int]]:
    """Blocked either way, and muted or on a break: what one would tell, the other is not to be asked for."""
    blocked = Block.objects.filter(Q(blocker__in=writers) | Q(blocked__in=writers)).values_list("blocker", "blocked")
    apart = Apart.objects.hiding_words().filter(Q(member__in=writers) | Q(other__in=writers)).values_list("member", "other")
    pairs = blocked.union(apart)
    return _gathered(pair for one, other in pairs for pair in ((one, other), (other, one)))


def _ids(ids: set[int]) -> np.ndarray:
    return np.fromiter(ids, np.int64, len(ids)) if ids else NOBODY
