"""Addresses of this room."""

from django.urls import path

from cairn.bonds.pages import buddies

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
]
