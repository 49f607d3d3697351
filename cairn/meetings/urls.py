"""Addresses of this room."""

from django.urls import path

from cairn.meetings.pages import calendar, caring, planning, room, welcoming, wishing

_room = [
    path("meetings/<int:pk>/room", room.room, name="room"),
    path("meetings/<int:pk>/room/moving", room.room_moving, name="room_moving"),
    path("meetings/<int:pk>/room/enter", room.room_enter, name="room_enter"),
    path("meetings/<int:pk>/room/act", room.room_act, name="room_act"),
    path("meetings/<int:pk>/room/say", room.room_say, name="room_say"),
    path("meetings/<int:pk>/room/signal", room.room_signal, name="room_signal"),
    path("meetings/<int:pk>/room/note", room.room_note, name="room_note"),
    path("meetings/<int:pk>/room/keep", room.room_keep, name="room_keep"),
]

_planning = [
    path("meetings", planning.meetings, name="meetings"),
    path("meetings/<int:pk>", planning.meeting, name="meeting"),
    path("meetings/<int:pk>/change", planning.meeting_change, name="meeting_change"),
    path("meetings/<int:pk>/cancel", planning.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:pk>/come", planning.come, name="come"),
    path("meetings/<int:pk>/stand-in", planning.stand_in_ask, name="stand_in_ask"),
    path("meetings/<int:pk>.ics", calendar.meeting_ics, name="meeting_ics"),
    path("circles/<int:pk>/plan", planning.meeting_plan, name="meeting_plan"),
    path("series/<int:pk>", planning.series, name="series"),
    path("series/<int:pk>/skip", planning.skip, name="skip"),
    path("series/<int:pk>/end", planning.series_end, name="series_end"),
    path("stand-ins/<int:pk>", planning.stand_in, name="stand_in"),
    path("stand-ins/<int:pk>/answer", planning.stand_in_answer, name="stand_in_answer"),
    path("calendar", calendar.calendar, name="calendar"),
    path("calendar/make", calendar.feed_make, name="feed_make"),
    path("calendar/names", calendar.feed_names, name="feed_names"),
    path("calendar/end", calendar.feed_revoke, name="feed_revoke"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
]
_welcoming = [
    path("you/welcoming", welcoming.welcoming, name="welcoming"),
    path("you/welcoming/stop", welcoming.stop_welcoming, name="stop_welcoming"),
    path("welcomes/<int:pk>", welcoming.welcome, name="welcome_newcomer"),
    path("welcomes/<int:pk>/not-this-time", welcoming.decline_welcome, name="decline_welcome"),
    path("meetings/<int:pk>/first", welcoming.first_meeting, name="first_meeting"),
    path("meetings/<int:pk>/only-listen", welcoming.only_listen, name="only_listen"),
    path("how-was-it/<int:pk>", welcoming.how_was_it, name="how_was_it"),
]
_caring = [
    path("care", caring.care, name="care"),
    path("care/only-a-member", caring.only_member, name="only_member"),
    path("care/hold-again", caring.hold_again, name="hold_again"),
    path("care/supervisors", caring.supervisors, name="supervisors"),
    path("meetings/<int:pk>/look-back", caring.debrief, name="debrief"),
    path("looks-back", caring.debriefs, name="debriefs"),
    path("looks-back/<int:pk>/take-back", caring.debrief_take_back, name="debrief_take_back"),
    path("circles/wish", wishing.wish, name="wish"),
    path("circles/wish/take-back", wishing.wish_take_back, name="wish_take_back"),
    path("circles/wishes", wishing.wishes, name="wishes"),
    path("circles/wishes/open", wishing.wishes_open, name="wishes_open"),
    path("circles/wishes/invite", wishing.wishes_invite, name="wishes_invite"),
]

urlpatterns = [*_room, *_planning, *_welcoming, *_caring]
