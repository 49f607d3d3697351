"""Which words there are: of a language's file, and what this space adds. Asked of the database every few seconds only."""

from dataclasses import dataclass

from cairn.base.pages import found
from cairn.checkins import words
from cairn.checkins.models import AREAS, Felt, FeelingWord
from cairn.checkins.words import Word
from cairn.members.queries import for_a_moment
from cairn.safety import queries as safety


@dataclass(frozen=True, slots=True)
class Group:
    """One area as the form shows it."""

    area: str
    name: str
    near: str
    words: list[Word]


def groups_for(language: str) -> list[Group]:
    """The four areas with their words, the space's own last."""
    base = words.base_of(language)
    added = [one for one in words_added() if one.language == base]
    return [
        Group(group.area, group.name, group.near, group.words + [Word(_key(one), one.word) for one in added if one.area == group.area])
        for group in groups_of_the_file(language)
    ]


def words_said(felt: Felt, language: str) -> list[str]:
    """The chosen words and one's own, as they are read in that language; what is offered no more stays readable."""
    space = {_key(one): one.word for one in _of_the_space()} if any(key.startswith("space-") for key in felt.words) else {}
    said = [space.get(key) or words.said_as(key, language) for key in felt.words]
    return [one for one in [*said, felt.own] if one]


def in_words(felt: Felt, language: str) -> str:
    """All of it on a few lines, for whoever reads it without the drawing."""
    said = ", ".join(words_said(felt, language))
    return "\n".join(filter(None, [words.area_name(felt.area) + (f": {said}" if said else ""), felt.line]))


def opens_help(felt: Felt, languages=()) -> bool:
    """Whether a word that was chosen, one's own or the line beneath brings the way to help. `languages` of its writer."""
    marked = {_key(one) for one in _of_the_space() if one.opens_help}
    if marked & set(felt.words) or words.opens_help(felt.own):
        return True
    return any(safety.speaks_of_danger(said, languages) for said in (felt.own, felt.line) if said)


def groups_of_the_file(language: str) -> list[Group]:
    """Without what the space adds."""
    offered = words.words_of(language)
    return [Group(area, words.area_name(area), words.near(area, language), offered[area]) for area in AREAS]


def words_added() -> list[FeelingWord]:
    """What the space added and still offers, for the coordinator's page."""
    return [one for one in _of_the_space() if one.closed_at is None and one.word]


def own_word(pk: int) -> FeelingWord:
    return found(next((one for one in _of_the_space() if one.pk == pk), None))


def _of_the_space() -> list[FeelingWord]:
    """Closed ones too: somebody may have chosen them."""
    return for_a_moment("feeling words", lambda: list(FeelingWord.objects.order_by("language", "added_at")))


def _key(one: FeelingWord) -> str:
    return f"space-{one.pk}"
