"""What a page is made of: two pages of the same parts differ in their words and lengths only."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
KEPT = ("class", "role", "type", "lang", "dir", "tabindex")  # the values of other attributes are words, ids and addresses


def parts_of(page: str) -> set[tuple]:
    """Each kind of element within its kind of parent; empty ones, ids that stand twice, and which heading follows which."""
    reader = _Parts()
    reader.feed(page)
    return reader.parts


class _Parts(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.open, self.ids, self.heading = set(), [("", True)], set(), ""

    def handle_starttag(self, tag, attrs):
        kind = " ".join([tag, *(f"{name}={value}" if name in KEPT else name for name, value in sorted(attrs))])
        self.parts.add((self.open[-1][0], kind))
        self._notice_id(dict(attrs).get("id"))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.parts.add(("after", self.heading, tag))
            self.heading = tag
        if tag not in VOID:
            self.open.append((kind, False))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def _notice_id(self, it):
        if it and it in self.ids:
            self.parts.add(("twice", it))
        self.ids.add(it)

    def handle_data(self, data):
        if data.strip():
            self.open = [(kind, True) for kind, _has_words in self.open]

    def handle_endtag(self, tag):
        while len(self.open) > 1:
            kind, has_words = self.open.pop()
            if not has_words:
                self.parts.add((kind, "without words"))
            if kind.split(" ")[0] == tag:
                return
