"""The operator's documents: Markdown made from the running system where it knows the answer, with blanks for the rest.

    facts.py      what is so here and now: settings, doors, hours, lines, how long things are kept, what is sealed how
    texts/        the documents, as Jinja templates of Markdown
    writing.py    facts and texts become files; what an operator filled in is never written over
    parts.py      what Cairn is made of, as a CycloneDX list

No document holds a member's word or name, nor a number that would tell about few people.
"""
