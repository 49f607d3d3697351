"""Bad input of every kind at set-up, before there is anything else."""

from copy import deepcopy

import pytest
from django.test import Client

from tests.forms import forms_of
from tests.promises.story import STEPS_OF_SET_UP
from tests.promises.test_hostile import broke, cause, fields_of, hostile_to, send
from tests.promises.world import PASSWORD, before_set_up, put_back


@pytest.mark.django_db
@pytest.mark.on("postgres")
def test_no_field_of_set_up_breaks_a_page():
    link, broken, sent = before_set_up(), [], 0
    client = Client(raise_request_exception=False)
    path = f"{link}/place"
    for _step in range(STEPS_OF_SET_UP):
        form = next(form for form in forms_of(client.get(path), path) if form.method == "post" and "credential" not in form.names)
        for name in fields_of(form):
            if name.startswith("line") and not name.startswith("line0"):
                continue  # every line is one form
            for kind, values in hostile_to(form, name).items():
                before = deepcopy(client.cookies)
                with put_back():
                    response = send(client, form, name, values)
                client.cookies = before  # what was taken has begun another session, which is not there any more
                sent += 1
                broken += [f"{path} {name}, {kind}: {cause(response)}"] if broke(response) else []
        good = {"name": f"Harbour {sent}"} if "name" in form.typed else {}
        more = {name: value for name, value in (("confirmed", "on"), ("country", "GB"), ("password", PASSWORD)) if name in form.names}
        response = client.post(form.action, form.data(**good, **more))
        assert response.status_code == 302, (path, response.text)
        path = response["Location"]
    assert path == "/you/codes", path
    assert sent > 200
    assert not broken, "\n".join(broken)
