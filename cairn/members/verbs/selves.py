"""What a member changes about themselves. Nothing here keeps a history."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.members.models import Boundary, Experience, Interest, Member
from cairn.members.queries import digest_of_mail


@act
def change_name(name: str, *, by: Member) -> None:
    _change(by, name=name)


@act
def change_stone(stone: str, *, by: Member) -> None:
    _change(by, stone=stone)


@act
def change_languages(languages: list[str], *, by: Member) -> None:
    _change(by, languages=list(languages))


@act
def change_zone(zone: str, *, by: Member) -> None:
    _change(by, zone=zone)


@act
def change_hours(mask: int, *, by: Member) -> None:
    """Bit h: usually here in the local hour h; 0 for any time."""
    require(0 <= mask < 1 << 24, _("Choose among the hours of the day."))
    _change(by, hours=mask)


@act
def change_quiet_hours(quiet_from: int, quiet_to: int, *, by: Member) -> None:
    """Local hours between which nobody asks for anything; the same hour twice: no quiet hours."""
    _change(by, quiet_from=quiet_from, quiet_to=quiet_to)


@act
def change_reading(*, theme: str, plain_type: bool, text_size: str, motion: str, contrast: str, hears_signals: bool, by: Member) -> None:
    _change(by, theme=theme, plain_type=plain_type, text_size=text_size, motion=motion, contrast=contrast, hears_signals=hears_signals)


@act
def change_leaving(*, leave_to: str, leave_says: str, leave_signs_out: bool, by: Member) -> None:
    _change(by, leave_to=leave_to or None, leave_says=leave_says, leave_signs_out=leave_signs_out)


@act
def change_coach(on: bool, *, by: Member) -> None:
    """Whether the listening coach may ask something while they write a response."""
    _change(by, coach=on)


@act
def change_experiences(topic_ids, *, by: Member) -> None:
    _choose(Experience, by, "topic_id", set(topic_ids))


@act
def change_boundaries(topic_ids, *, by: Member) -> None:
    _choose(Boundary, by, "topic_id", set(topic_ids))


@act
def change_interests(kinds, *, by: Member) -> None:
    _choose(Interest, by, "kind", set(kinds))


@act
def name_mail(mail: str, *, by: Member) -> None:
    """An address for coming back. It counts once prove_mail() has been called for it."""
    _change(by, mail=mail, mail_digest=digest_of_mail(mail), mail_proven_at=None)


@act
def prove_mail(digest: str, *, by: Member) -> bool:
    """The link sent to that address was opened. False when the address has been changed since."""
    named = Member.objects.filter(pk=by.pk, mail_digest=digest)
    named.filter(mail_proven_at=None).update(mail_proven_at=clock.now())
    return named.exists()


@act
def forget_mail(*, by: Member) -> None:
    _change(by, mail=None, mail_digest=None, mail_proven_at=None)


def _change(member: Member, **facts) -> None:
    for name, value in facts.items():
        setattr(member, name, value)
    member.save(update_fields=list(facts))


def _choose(model, member: Member, field: str, wanted: set) -> None:
    """Exactly the wanted ones are there afterwards."""
    rows = model.objects.filter(member=member)
    rows.exclude(**{f"{field}__in": wanted}).delete()
    model.objects.bulk_create([model(member=member, **{field: value}) for value in wanted], ignore_conflicts=True)
