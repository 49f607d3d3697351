"""What a room gives of one of its nouns to somebody who reports it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AsItStands:
    """Words as one member sees them now. `writer_id` is for a mark and for blocking, never to be shown: a share told
    as "someone" is not opened by either; 0: nobody's in particular."""

    words: str
    by: str  # as shown to whoever looks
    where: str
    at: str  # ISO 8601
    href: str
    writer_id: int
    circle_id: int = 0  # whose seats can read it, where it is one circle's
    named: bool = True  # whoever looks is shown who wrote it
    above: str = ""  # the words it answers
    above_by: str = ""
