"""Addresses of this room."""

from django.urls import path

from cairn.bonds.pages import buddies, endings, letters

urlpatterns = [
    path("buddies", buddies.buddies, name="buddies"),
    path("buddies/wish", buddies.buddy_wish, name="buddy_wish"),
    path("buddies/rest", buddies.buddy_rest, name="buddy_rest"),
    path("buddies/look-again", buddies.buddy_look_again, name="buddy_look_again"),
    path("buddies/withdraw", buddies.buddy_withdraw, name="buddy_withdraw"),
    path("buddies/proposed/<int:pk>", buddies.buddy_answer, name="buddy_answer"),
    path("buddies/proposed/<int:pk>/again", buddies.buddy_think_again, name="buddy_think_again"),
    path("buddies/<int:pk>", buddies.buddy, name="buddy"),
    path("buddies/<int:pk>/end", buddies.buddy_end, name="buddy_end"),
    path("buddies/<int:pk>/end/back/<str:code>", buddies.buddy_take_back_end, name="buddy_take_back_end"),
    path("letters", letters.letters, name="letters"),
    path("letters/knock", letters.knock_where, name="knock_where"),
    path("letters/knock/<str:noun>/<int:pk>", letters.knock, name="knock"),
    path("letters/to-buddy/<int:pk>", letters.letters_to_buddy, name="letters_to_buddy"),
    path("letters/<int:pk>", letters.door, name="door"),
    path("letters/<int:pk>/moving", letters.door_moving, name="door_moving"),
    path("letters/<int:pk>/keep", letters.letter_keep, name="letter_keep"),
    path("letters/<int:pk>/open", letters.door_open, name="door_open"),
    path("letters/<int:pk>/close", letters.door_close, name="door_close"),
    path("letters/<int:pk>/open-again", letters.door_reopen, name="door_reopen"),
    path("letters/<int:pk>/decline", letters.knock_decline, name="knock_decline"),
    path("letters/<int:pk>/let-stand", letters.knock_let_stand, name="knock_let_stand"),
    path("letters/<int:pk>/take-back", letters.knock_take_back, name="knock_take_back"),
    path("letters/<int:pk>/let-go", letters.letters_let_go, name="letters_let_go"),
    path("letters/<int:pk>/bring-back", letters.letters_bring_back, name="letters_bring_back"),
    path("letters/one/<int:pk>/take-back", letters.letter_take_back, name="letter_take_back"),
    path("letters/one/<int:pk>/bring-back", letters.letter_bring_back, name="letter_bring_back"),
    path("circles/<int:pk>/ending", endings.circle_ending, name="circle_ending"),
    path("closings/<int:pk>", endings.closing, name="closing"),
    path("closings/<int:pk>/stop", endings.closing_stop, name="closing_stop"),
]
