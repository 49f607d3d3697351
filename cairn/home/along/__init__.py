"""Taking one's words along: gathered from every room (parts), written as a page, Markdown and JSON (writing)."""
