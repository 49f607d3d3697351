"""Addresses of this room."""

from django.urls import path

from cairn.checkins.pages import feeling_words, keeping, looking, telling

urlpatterns = [
    path("check-in", keeping.checkin, name="checkin"),
    path("check-ins", looking.checkins, name="checkins"),
    path("check-ins/<int:pk>", telling.checkin_one, name="checkin_one"),
    path("check-ins/<int:pk>/kept", keeping.checkin_kept, name="checkin_kept"),
    path("check-ins/<int:pk>/change", keeping.checkin_change, name="checkin_change"),
    path("check-ins/<int:pk>/let-go", keeping.checkin_let_go, name="checkin_let_go"),
    path("check-ins/<int:pk>/bring-back", keeping.checkin_bring_back, name="checkin_bring_back"),
    path("check-ins/<int:pk>/tell", telling.checkin_tell, name="checkin_tell"),
    path("check-ins/told/<int:pk>/take-back", telling.checkin_take_back, name="checkin_take_back"),
    path("check-ins/words", feeling_words.feeling_words, name="feeling_words"),
    path("check-ins/words/<int:pk>/close", feeling_words.feeling_word_close, name="feeling_word_close"),
    path("check-ins/words/<int:pk>/again", feeling_words.feeling_word_again, name="feeling_word_again"),
]
