"""Addresses of this room."""

from django.urls import path

from cairn.hearing import by_link, coaching_pages, pages

urlpatterns = [
    path("you/listening", pages.listening, name="listening"),
    path("you/listening/stop", pages.stop_listening, name="stop_listening"),
    path("you/listening/rest", pages.rest, name="rest"),
    path("you/listening/again", pages.listen_again, name="listen_again"),
    path("listening/promise", pages.promise, name="promise"),
    path("shares/<int:pk>/widen", pages.widen, name="widen"),
    path("asks/<int:pk>/decline", pages.decline, name="decline"),
    path("asks/<int:pk>/take-up", pages.take_up, name="take_up"),
    path("asks/declined", by_link.declined, name="declined"),
    path("asks/not-this-time/<str:token>", by_link.not_this_time, name="not_this_time"),
    path("shares/<int:pk>/coach", coaching_pages.coach, name="coach"),
    path("you/coach", coaching_pages.you_coach, name="you_coach"),
    path("listening/how", coaching_pages.how_to_listen, name="how_to_listen"),
    path("listening/practice/<int:number>", coaching_pages.practice, name="practice"),
]
