"""What reading gives."""

from dataclasses import dataclass

NOW, WISH, HOPELESS = 1, 2, 3  # plan or means now; wish to die, or self-harm; hopelessness


@dataclass(frozen=True, slots=True)
class Found:
    """A signal in somebody's words. It speaks of the words alone, never of a person's risk."""

    tier: int  # NOW, WISH or HOPELESS: the most pressing that was found
    about_other: bool = False  # the words are to or about somebody else: the writer is not who may be in danger
    method: bool = False  # method detail, or encouragement: the only words that are ever held for review
