"""The second reader of calendar files, which shares no code with the writer."""

import vobject


def read_by_vobject(file: bytes):
    """A calendar as vobject has it. It remembers zones by their names for the whole process: forgotten first,
    so that each file has to bring its own."""
    vobject.icalendar.__dict__["__tzidMap"].clear()
    vobject.icalendar.registerTzid("UTC", vobject.icalendar.utc)
    return vobject.readOne(file.decode())
