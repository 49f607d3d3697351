"""Addresses of this room."""

from django.urls import path

from cairn.home import going_pages, pages, setup, space_pages

urlpatterns = [
    path("", pages.today, name="today"),
    path("today/moving", pages.today_moving, name="today_moving"),
    path("notices", pages.notices, name="notices"),
    path("notices/moving", pages.notices_moving, name="notices_moving"),
    path("desk", pages.desk, name="desk"),
    path("not-yet", setup.not_yet, name="not_yet"),
    path("set-up/<str:code>", setup.set_up, name="set_up"),
    path("set-up/<str:code>/passkey-options", setup.set_up_passkey_options, name="set_up_passkey_options"),
    path("set-up/<str:code>/<str:step>", setup.set_up_step, name="set_up_step"),
    path("space", space_pages.space, name="space"),
    path("space/agreement", space_pages.space_agreement, name="space_agreement"),
    path("space/topics", space_pages.space_topics, name="space_topics"),
    path("space/country", space_pages.space_country, name="space_country"),
    path("space/helplines/<str:country>", space_pages.space_helplines, name="space_helplines"),
    path("space/coordinators", going_pages.coordinators, name="coordinators"),
    path("space/<str:part>", space_pages.space_change, name="space_change"),
    path("along", going_pages.along, name="along"),
    path("along/words.zip", going_pages.along_file, name="along_file"),
    path("along/let-go", going_pages.along_let_go, name="along_let_go"),
    path("going", going_pages.going, name="going"),
    path("going/now", going_pages.going_now, name="going_now"),
    path("gone", going_pages.gone, name="gone"),
    path("gone/now", going_pages.gone_now, name="gone_now"),
    path("who-sees", space_pages.who_sees, name="who_sees"),
]
