"""Addresses of this room."""

from django.urls import path

from cairn.toolkit.pages import gathering, reading, reviewing, situations, telling, trying

urlpatterns = [
    path("toolkit", reading.toolkit, name="toolkit"),
    path("toolkit/yours", reading.my_toolkit, name="my_toolkit"),
    path("toolkit/yours/<int:pk>/let-go", trying.let_kept_go, name="let_kept_go"),
    path("toolkit/for/<str:key>", reading.situation, name="situation"),
    path("toolkit/offer", telling.offer_strategy, name="offer_strategy"),
    path("toolkit/<int:pk>", reading.strategy, name="strategy"),
    path("toolkit/<int:pk>/change", telling.change_strategy, name="change_strategy"),
    path("toolkit/<int:pk>/withdraw", telling.withdraw_strategy, name="withdraw_strategy"),
    path("toolkit/<int:pk>/bring-back", telling.bring_back_strategy, name="bring_back_strategy"),
    path("toolkit/<int:pk>/try", trying.try_it, name="try_it"),
    path("toolkit/<int:pk>/how-it-went", trying.say_how_it_went, name="say_how_it_went"),
    path("toolkit/<int:pk>/later", trying.ask_later, name="ask_later"),
    path("toolkit/<int:pk>/let-go", trying.let_go, name="let_go"),
    path("toolkit/<int:pk>/line", trying.tell_line, name="tell_line"),
    path("toolkit/<int:pk>/line/take-back", trying.take_line_back, name="take_line_back"),
    path("toolkit/<int:pk>/put-in", gathering.put_in, name="put_in"),
    path("toolkit/<int:pk>/look", reviewing.look_at_strategy, name="look_at_strategy"),
    path("toolkit/<int:pk>/let-be-seen", reviewing.let_be_seen, name="let_be_seen_strategy"),
    path("toolkit/<int:pk>/answer", reviewing.answer_writer, name="answer_writer"),
    path("circles/<int:pk>/gather", gathering.gather, name="gather"),
    path("collections/<int:pk>", gathering.collection, name="collection"),
    path("collections/<int:pk>/take-out/<int:strategy>", gathering.take_out, name="take_out"),
    path("collections/<int:pk>/close", gathering.close_collection, name="close_collection"),
    path("collections/<int:pk>/open", gathering.open_collection_again, name="open_collection_again"),
    path("toolkit/situations", situations.situations, name="situations"),
    path("toolkit/situations/<int:pk>/close", situations.close_situation, name="close_situation"),
    path("toolkit/situations/<int:pk>/open", situations.open_situation_again, name="open_situation_again"),
]
