"""Questions about meetings."""

from cairn.meetings.queries.afterwards import MeetingPage, meeting_page
from cairn.meetings.queries.calendars import digest_of, feed_by_token, feed_of, meetings_in_calendar
from cairn.meetings.queries.planning import (
    Asked, MeetingCard, MeetingsPage, Places, Soon, asked_page, cards_of, days_to_come, ids_who_could_stand_in, meetings_page, next_meeting,
    places_of, series_for, soon_of, stand_in_for, who_could_stand_in,
)
from cairn.meetings.when import series_words
from cairn.meetings.queries.desk import ComingUp, Quieter, coming_up, quieter_than_usual
from cairn.meetings.queries.wishing import somebody_wishes
from cairn.meetings.queries.holding import those_who_hold, who_holds
from cairn.meetings.queries.welcoming import (
    face_in, first_meeting, is_new_to, looked_back_for, new_names, newcomers, next_of_circle, offers_to_welcome, welcome_for, where_it_rests,
)
from cairn.meetings.queries.room import meeting_for, person_in_room, room_page

__all__ = [
    "ComingUp", "Quieter", "coming_up", "quieter_than_usual", "somebody_wishes",
    "face_in", "first_meeting", "is_new_to", "looked_back_for", "new_names", "newcomers", "next_of_circle", "offers_to_welcome",
    "welcome_for", "where_it_rests",
    "Asked", "MeetingCard", "MeetingPage", "MeetingsPage", "Places", "Soon", "asked_page", "cards_of", "days_to_come", "digest_of", "feed_by_token", "feed_of",
    "ids_who_could_stand_in", "meeting_page", "meetings_in_calendar", "meetings_page", "next_meeting", "places_of", "series_for", "series_words", "soon_of",
    "stand_in_for", "who_could_stand_in",
    "meeting_for", "person_in_room", "room_page", "those_who_hold", "who_holds"]
