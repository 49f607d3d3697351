"""Addresses of this room."""

from django.urls import path

from cairn.growth.pages import path as laying
from cairn.growth.pages import starting, witness

urlpatterns = [
    path("growth", laying.path, name="path"),
    path("growth/first/<slug:key>", laying.path_first, name="path_first"),
    path("growth/first/<slug:key>/aside", laying.path_aside, name="path_aside"),
    path("growth/first/<slug:key>/again", laying.path_offer_again, name="path_offer_again"),
    path("growth/stones/new", laying.stone_lay, name="stone_lay"),
    path("growth/stones/<int:pk>", laying.stone_change, name="stone_change"),
    path("growth/stones/<int:pk>/remove", laying.stone_remove, name="stone_remove"),
    path("growth/stones/<int:pk>/bring-back", laying.stone_bring_back, name="stone_bring_back"),
    path("growth/choices", laying.growth_choices, name="growth_choices"),
    path("growth/listening", laying.listening_look, name="listening_look"),
    path("growth/witness", witness.witness_lines, name="witness_lines"),
    path("growth/witness/invite", witness.witness_invite, name="witness_invite"),
    path("growth/witness/write", witness.witness_write, name="witness_write"),
    path("growth/witness/<int:pk>", witness.witness, name="witness"),
    path("growth/witness/<int:pk>/not-asked", witness.witness_not_asked, name="witness_not_asked"),
    path("growth/witness/<int:pk>/decline", witness.witness_decline, name="witness_decline"),
    path("growth/witness/<int:pk>/accept", witness.witness_accept, name="witness_accept"),
    path("growth/witness/<int:pk>/let-go", witness.witness_let_go, name="witness_let_go"),
    path("growth/witness/<int:pk>/bring-back", witness.witness_bring_back, name="witness_bring_back"),
    path("growth/witness/<int:pk>/take-back", witness.witness_take_back, name="witness_take_back"),
    path("growth/letters", starting.starting_letters, name="starting_letters"),
    path("growth/letters/write", starting.starting_write, name="starting_write"),
    path("growth/letters/<int:pk>", starting.starting_letter, name="starting_letter"),
    path("growth/letters/<int:pk>/change", starting.starting_change, name="starting_change"),
    path("growth/letters/<int:pk>/withdraw", starting.starting_withdraw, name="starting_withdraw"),
    path("growth/letters/<int:pk>/bring-back", starting.starting_bring_back, name="starting_bring_back"),
    path("growth/letters/<int:pk>/aside", starting.starting_aside, name="starting_aside"),
    path("growth/letters/<int:pk>/show-again", starting.starting_show_again, name="starting_show_again"),
]
