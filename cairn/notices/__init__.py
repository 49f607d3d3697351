"""Notices: what a member should know, gathered into one list, without anybody's words.

Notice is one line: its kind picks the words, which the room that gave it writes when it is read, as
the reader sees things then. So a notice about something hidden from them has no words and is not shown.
"""
