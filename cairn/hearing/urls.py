"""Addresses of this room."""

from django.urls import path

from cairn.hearing import pages

urlpatterns = [
    path("you/listening", pages.listening, name="listening"),
    path("you/listening/stop", pages.stop_listening, name="stop_listening"),
    path("you/listening/rest", pages.rest, name="rest"),
    path("you/listening/again", pages.listen_again, name="listen_again"),
    path("asks/<int:pk>/decline", pages.decline, name="decline"),
]
