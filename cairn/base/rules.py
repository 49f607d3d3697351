"""Saying no, kindly."""


class Refused(Exception):
    """The member may see this, but may not do that; the sentence says why."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__("refused")  # never the sentence: it could reach a log


def require(allowed: bool, sentence: str) -> None:
    """Raises Refused with the sentence unless `allowed`."""
    if not allowed:
        raise Refused(sentence)
