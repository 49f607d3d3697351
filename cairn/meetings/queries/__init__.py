"""Questions about meetings."""

from cairn.meetings.queries.afterwards import MeetingPage, meeting_page
from cairn.meetings.queries.calendars import digest_of, feed_by_token, feed_of, meetings_in_calendar
from cairn.meetings.queries.desk import ComingUp, Quieter, coming_up, quieter_than_usual
from cairn.meetings.queries.evidence import spoken_as_it_stands
from cairn.meetings.queries.holding import those_who_hold, who_holds
from cairn.meetings.queries.planning import (
    MeetingCard, MeetingsPage, Places, cards_of, days_to_come, is_full_for, meetings_page, next_meeting, places_of, series_for,
)
from cairn.meetings.queries.room import meeting_for, person_in_room, room_page, whom
from cairn.meetings.queries.soon import Soon, soon_of
from cairn.meetings.queries.standing_in import Asked, asked_page, ids_who_could_stand_in, stand_in_for, who_could_stand_in
from cairn.meetings.queries.welcoming import (
    face_in, first_meeting, is_new_to, looked_back_for, new_names, newcomers, next_of_circle, offers_to_welcome, welcome_for, where_it_rests,
)
from cairn.meetings.queries.wishing import somebody_wishes
from cairn.meetings.when import series_words

__all__ = [
    "Asked", "ComingUp", "MeetingCard", "MeetingPage", "MeetingsPage", "Places", "Quieter", "Soon", "asked_page",
    "cards_of", "coming_up", "days_to_come", "digest_of", "face_in", "feed_by_token", "feed_of", "first_meeting",
    "ids_who_could_stand_in", "is_full_for", "is_new_to", "looked_back_for", "meeting_for", "meeting_page", "meetings_in_calendar",
    "meetings_page", "new_names", "newcomers", "next_meeting", "next_of_circle", "offers_to_welcome", "person_in_room",
    "places_of", "quieter_than_usual", "room_page", "series_for", "series_words", "somebody_wishes", "soon_of", "spoken_as_it_stands",
    "stand_in_for", "those_who_hold", "welcome_for", "where_it_rests", "who_could_stand_in", "who_holds", "whom",
]
