"""Who may be proposed to whom, who may answer, and how long things take."""

import secrets
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from cairn.base import clock, crypto
from cairn.bonds.models import BuddyWish, Proposal
from cairn.members.models import Apart, Block, Buddy, Member

ROUND_AT = 17  # o'clock, where the space is: once a day, the same for all, so that nobody sees who just came
# A proposal lies for this long. How long exactly is nobody's to know: what goes earlier has then no meaning.
LIES_AT_LEAST, LIES_LONGER = timedelta(days=7), timedelta(days=5)
NOT_AGAIN_FOR = timedelta(days=90)  # those to whom nobody said no
REST = timedelta(days=28)
WEEK = timedelta(days=7)
UNDO_FOR = timedelta(minutes=10)
REST_IS_SAID_FOR = timedelta(days=14)
PAIRED = datetime(9000, 1, 1, tzinfo=UTC)  # when the proposal of a pair is due, as long as the pair lasts


def next_round(zone: str, now: datetime | None = None) -> datetime:
    there = (now or clock.now()).astimezone(ZoneInfo(zone or "UTC"))
    today = there.replace(hour=ROUND_AT, minute=0, second=0, microsecond=0)
    return (today if there < today else today + timedelta(days=1)).astimezone(UTC)


def lapses_at(now: datetime) -> datetime:
    return now + LIES_AT_LEAST + timedelta(minutes=secrets.randbelow(int(LIES_LONGER.total_seconds() // 60)))


def is_looking(wish) -> bool:
    return wish is not None and wish.propose_at is not None and wish.resting_until is None


def side_of(member_id: int, proposal) -> str:
    """The column of their answer."""
    return "one_yes" if proposal.one_id == member_id else "other_yes"


def other_id(two, member_id: int) -> int:
    """Of a pair or a proposal."""
    return two.other_id if two.one_id == member_id else two.one_id


def are_pair():
    """Of a proposal, whether the two are or were buddies."""
    return Exists(Buddy.objects.filter(one=OuterRef("one"), other=OuterRef("other")))


def code_of_end(pair, member_id: int) -> str:
    """Only whoever ended it is given this, to take it back."""
    return crypto.digest("buddy end", f"{pair.pk}:{pair.ended_at.isoformat()}:{member_id}")[:24] if pair.ended_at else ""


def may_take_back_end(by, pair, code: str) -> bool:
    good = pair.ended_at is not None and pair.ended_at > clock.now() - UNDO_FOR and code == code_of_end(pair, by.pk)
    return good and could_meet(by, pair.other if pair.one_id == by.pk else pair.one, besides=pair)


def could_meet(one, other, *, besides=None) -> bool:
    """Both here, neither paused, nothing that keeps them apart either way, and never a pair before. Asked again when
    the second of two yeses comes."""
    two = [one.pk, other.pk]
    here = Member.objects.here().filter(pk__in=two).filter(Q(paused_until=None) | Q(paused_until__lte=clock.now())).count() == 2
    met = Buddy.objects.filter(one__in=two, other__in=two)
    met = met.exclude(pk=besides.pk) if besides else met
    return here and not met.exists() and not _hidden(two) and not _rather_not(one.pk, other.pk)


def _hidden(two: list[int]) -> bool:
    """A block, mute or break, either way."""
    return Block.objects.filter(blocker__in=two, blocked__in=two).exists() or Apart.objects.hiding_words().filter(member__in=two, other__in=two).exists()


def _rather_not(one_id: int, other_id: int) -> bool:
    wishes = {wish.member_id: wish for wish in BuddyWish.system.filter(member__in=[one_id, other_id])}
    said = ((one_id, other_id), (other_id, one_id))
    return any(wish in wishes and who in wishes[wish].kept.get("rather_not", {}).values() for wish, who in said)


def apart(ids: list[int]) -> set[tuple[int, int]]:
    """Pairs of those looking who are not proposed to each other: a block, a mute or a break either way, a pair that is
    or was, and whoever was proposed to them before. Whom they would rather not meet is in their wishes. Four queries."""
    return {  # some of the others in these pairs may not be looking, which does no harm
        *Block.objects.filter(blocker__in=ids).values_list("blocker", "blocked"),
        *Apart.objects.hiding_words().filter(member__in=ids).values_list("member", "other"),
        *Buddy.objects.filter(one__in=ids).values_list("one", "other"),
        *Proposal.system.filter(one__in=ids).values_list("one", "other"),
    }


def may_answer(member, proposal) -> bool:
    """Open, and not past its time, whoever's clock is late."""
    return member.pk in (proposal.one_id, proposal.other_id) and proposal.ended_at is None and clock.now() < proposal.due_at < PAIRED


def said_no():
    return Q(one_yes=False) | Q(other_yes=False)
