"""What lies under a member's own key in several tables, in one question: for pages that are made of all of it."""

from django.db.models import CharField, F, Value

from cairn.growth.models import SteppingStone, StartingLetter, Victory
from cairn.meetings.models import Round, Spoken
from cairn.toolkit.models import Trial

STONES, SAID, VICTORIES, LETTERS, TRIALS = "stones", "said", "victories", "letters", "trials"


def stones_of(member):
    """Those that lie on the path."""
    return SteppingStone.objects.seen_by(member).standing().filter(accepted_at__isnull=False)


def words_taken_along(member):
    """The word that they took along from the closing of a meeting, and kept."""
    return Spoken.system.filter(member=member, kept_at__isnull=False, phase=Round.CLOSING)


def letters_of(member):
    return StartingLetter.objects.filter(member=member, withdrawn_at=None).scoped()


def own_words(member, *kinds: str) -> dict[str, list]:
    """Rows by kind, the earliest first; each holds its words and its moment alone, and a victory its stone."""
    parts = {
        STONES: (stones_of(member), "sealed", "on", None), SAID: (words_taken_along(member), "text", "at", None),
        VICTORIES: (Victory.objects.by(member), "words", "at", "stone"), LETTERS: (letters_of(member), "words", "made_at", None),
        TRIALS: (Trial.objects.seen_by(member), "sealed", "began_at", None),
    }
    asked = [_columns(kind, *parts[kind]) for kind in kinds]
    made = {kind: [] for kind in kinds}
    for kind, pk, words, at, stone in sorted(asked[0].union(*asked[1:], all=True) if asked else (), key=lambda row: (row[3], row[1])):
        rows, name, moment, has_stone = parts[kind]
        made[kind].append(rows.model(pk=pk, member_id=member.pk, **{name: words, moment: at}, **({has_stone: stone} if has_stone else {})))
    return made


def _columns(kind: str, rows, words: str, at: str, stone: str | None):
    said = {"of_kind": Value(kind, CharField()), "its_stone": F(stone) if stone else Value("", CharField())}
    return rows.order_by().annotate(**said).values_list("of_kind", "pk", words, at, "its_stone")
