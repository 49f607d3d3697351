"""Addresses of this room."""

from django.urls import path

from cairn.meetings.pages import planning, room

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
    path("meetings/<int:pk>", planning.meeting, name="meeting"),
]
_welcoming = []
_caring = []

urlpatterns = [*_room, *_planning, *_welcoming, *_caring]
