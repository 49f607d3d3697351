"""A picture on a circle's page: only pixels are kept, only those who see the circle see it, and every bad file gets a kind line."""

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cairn.base import images
from cairn.base.rules import Refused
from cairn.circles import verbs
from cairn.circles.models import Picture
from tests.cast import block, circle_of, member, picture_of, signed_in
from tests.circles import pictures
from tests.circles.pictures import BLUE, POLYGLOTS, RED, REFUSED, SECRETS, file_of, halves, with_secrets

KINDS = ("JPEG", "PNG", "WEBP")
WORDS = "A lamp in a window, and rain."


def near(found, wanted) -> bool:
    return all(abs(one - other) < 60 for one, other in zip(found, wanted, strict=True))


# ---- promise 16: nothing but pixels is left of a file


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_pixels_is_left(kind):
    file = with_secrets(kind)
    there = {name for name, secret in SECRETS.items() if secret in file}
    assert there >= {"exif", "place", "xmp", "trailing"}, "a control: the file carries them"
    left = images.pixels_of(file).webp
    assert not [name for name, secret in SECRETS.items() if secret in left]
    image = Image.open(io.BytesIO(left))
    assert image.format == "WEBP" and not image.getexif() and set(image.info) <= {"loop", "background", "timestamp", "duration"}
    assert {chunk for chunk in (b"EXIF", b"XMP ", b"ICCP") if chunk in left} == set()


def test_a_file_written_again_by_its_reader_would_keep_them():
    """The control: what a plain open and save leaves behind."""
    image, held = Image.open(io.BytesIO(with_secrets("JPEG"))), io.BytesIO()
    image.save(held, "WEBP", exif=image.getexif(), icc_profile=image.info["icc_profile"])
    assert SECRETS["exif"] in held.getvalue() and SECRETS["icc"] in held.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_it_stands_upright_as_its_camera_was_held(kind):
    kept = images.pixels_of(with_secrets(kind, orientation=6))  # held on its side: left is up
    image = Image.open(io.BytesIO(kept.webp)).convert("RGB")
    assert (kept.width, kept.height) == image.size == (40, 80)
    assert near(image.getpixel((20, 10)), RED) and near(image.getpixel((20, 70)), BLUE)


def test_a_large_one_becomes_small_and_a_clear_one_stays_clear():
    kept = images.pixels_of(file_of(halves((4000, 2000)), "JPEG"))
    assert (kept.width, kept.height) == (images.LONGEST, images.LONGEST // 2) and len(kept.webp) < 60_000
    clear = Image.new("RGBA", (60, 60), (*RED, 0))
    clear.paste((*BLUE, 255), (0, 0, 30, 60))
    image = Image.open(io.BytesIO(images.pixels_of(file_of(clear)).webp))
    assert image.mode == "RGBA" and image.getpixel((50, 30))[3] == 0
    assert image.getpixel((55, 30))[0] < 100, "what lay under the clear part is gone"


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_read(mode):
    image = Image.new("I;16", (40, 20)) if mode == "I;16" else halves().convert(mode)
    assert images.pixels_of(file_of(image, "JPEG" if mode == "CMYK" else "PNG")).width


@pytest.mark.parametrize("name", POLYGLOTS)
def test_a_file_that_is_two_things_becomes_one(name):
    left = images.pixels_of(POLYGLOTS[name]).webp
    assert left.startswith(b"RIFF") and b"script" not in left and b"PK\x03\x04" not in left and b"window" not in left


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_a_sentence(name):
    with pytest.raises(images.NotAPicture) as sorry:
        images.pixels_of(REFUSED[name])
    assert len(sorry.value.sentence) > 20


# ---- on the page


pytestmark = pytest.mark.django_db


@pytest.fixture
def tuesday():
    return circle_of(member("Marl"), member("Dell"))


def holder_of(circle):
    return circle.seats(manager="system").get(role="facilitator").member


def browser_of(circle):
    return signed_in(holder_of(circle))


def upload(browser, circle, file: bytes | None, words=WORDS, name="a.png", kind="image/png"):
    data = {"words": words} | ({"picture": SimpleUploadedFile(name, file, kind)} if file is not None else {})
    return browser.post(f"/circles/{circle.pk}/picture", data)


def address_of(circle) -> str:
    return f"/circles/{circle.pk}/picture/{Picture.objects.get(circle=circle).code}.webp"


def test_who_holds_a_circle_hangs_a_picture_and_its_people_see_it(tuesday):
    browser = browser_of(tuesday)
    assert "A picture for this page" in browser.get(f"/circles/{tuesday.pk}").text
    assert upload(browser, tuesday, with_secrets("JPEG"))["Location"] == f"/circles/{tuesday.pk}"
    page = browser.get(f"/circles/{tuesday.pk}").text
    assert f'alt="{WORDS}"' in page and f'src="{address_of(tuesday)}"' in page and 'width="80" height="40"' in page
    seen = signed_in(tuesday.seats(manager="system").get(role="seat").member).get(address_of(tuesday))
    assert seen.status_code == 200 and seen.content.startswith(b"RIFF") and seen["Content-Type"] == "image/webp"
    assert seen["X-Content-Type-Options"] == "nosniff" and seen["Cache-Control"] == "no-store" and "sandbox" in seen["Content-Security-Policy"]


def test_it_lies_sealed(tuesday):
    upload(browser_of(tuesday), tuesday, pictures.PICTURE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed, words FROM cairn_picture")
        sealed, words = map(bytes, cursor.fetchone())
    assert b"RIFF" not in sealed and base64.b64encode(b"RIFF")[:5] not in sealed and b"lamp" not in words
    assert base64.b64decode(Picture.objects.get().sealed).startswith(b"RIFF")


def test_another_picture_has_another_address_and_the_old_one_leads_nowhere(tuesday):
    browser = browser_of(tuesday)
    upload(browser, tuesday, pictures.PICTURE)
    old = address_of(tuesday)
    upload(browser, tuesday, with_secrets("PNG"))
    assert browser.get(old).status_code == 404 and browser.get(address_of(tuesday)).status_code == 200


def test_its_words_change_without_another_file(tuesday):
    browser = browser_of(tuesday)
    upload(browser, tuesday, pictures.PICTURE)
    address = address_of(tuesday)
    assert upload(browser, tuesday, None, words="Rain on a window.").status_code == 302
    assert 'alt="Rain on a window."' in browser.get(f"/circles/{tuesday.pk}").text and address_of(tuesday) == address


@pytest.mark.parametrize("name", ["svg", "bomb by its header", "truncated jpeg", "a bomb of text", "moving webp", "empty"])
def test_a_bad_file_gets_a_kind_line_and_the_words_stay(tuesday, name):
    answer = upload(browser_of(tuesday), tuesday, REFUSED[name])
    assert answer.status_code == 200 and 'role="alert"' in answer.text and WORDS in answer.text
    assert not Picture.objects.exists()


def test_a_file_of_ten_megabytes_gets_a_kind_line_and_the_words_stay(tuesday):
    answer = upload(browser_of(tuesday), tuesday, pictures.PICTURE + bytes(10 * 1024**2))
    assert "larger than 8 megabytes" in answer.text and WORDS in answer.text


def test_without_words_it_is_not_taken_and_says_that_the_file_has_to_be_chosen_again(tuesday):
    answer = upload(browser_of(tuesday), tuesday, pictures.PICTURE, words="")
    assert "in a few words what it shows" in answer.text and "choose it once more" in answer.text
    assert "Choose a picture first." in upload(browser_of(tuesday), tuesday, None).text


def test_nothing_of_an_upload_touches_a_disk(tuesday, monkeypatch):
    """It may say where somebody lives."""
    import tempfile

    def no_disk(*args, **more):
        raise AssertionError("written to a disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", no_disk)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", no_disk)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", no_disk)
    answer = upload(browser_of(tuesday), tuesday, with_secrets("JPEG") + bytes(5 * 1024**2))
    assert answer.status_code == 302


# ---- who may not


@pytest.mark.parametrize("who", ["stranger", "seat", "coordinator"])
def test_only_who_holds_it_hangs_one(tuesday, who):
    somebody = {"stranger": lambda: member("Rook"), "coordinator": lambda: member("Cole", coordinator=True)}.get(
        who, lambda: tuesday.seats(manager="system").get(role="seat").member)()
    assert upload(signed_in(somebody), tuesday, pictures.PICTURE).status_code == 404
    with pytest.raises(Refused):
        verbs.hang_picture(tuesday, images.pixels_of(pictures.PICTURE), words=WORDS, by=somebody)
    assert not Picture.objects.exists()


def test_a_hidden_circles_picture_looks_like_a_missing_one():
    hidden = circle_of(member("Marl"), hidden=True)
    picture_of(hidden)
    rook = signed_in(member("Rook"))
    assert rook.get(address_of(hidden)).status_code == rook.get(f"/circles/{hidden.pk}/picture/none.webp").status_code == 404
    assert browser_of(hidden).get(address_of(hidden)).status_code == 200
    other = circle_of(member("Ash"))
    assert rook.get(f"/circles/{other.pk}/picture/{Picture.objects.get().code}.webp").status_code == 404, "not by way of another circle"


def test_the_coordinator_takes_it_down_and_a_stranger_does_not(tuesday):
    picture_of(tuesday)
    rook = member("Rook")
    assert signed_in(rook).post(f"/circles/{tuesday.pk}/picture/down").status_code == 403
    with pytest.raises(Refused):
        verbs.take_picture_down(tuesday, by=rook)
    cole = signed_in(member("Cole", coordinator=True))
    assert "Take the picture down" in cole.get(f"/circles/{tuesday.pk}/picture").text
    assert cole.post(f"/circles/{tuesday.pk}/picture/down").status_code == 302 and not Picture.objects.exists()


def test_a_closed_circle_gets_no_new_picture(tuesday):
    verbs.close_circle(tuesday, by=member("Cole", coordinator=True))
    with pytest.raises(Refused):
        verbs.hang_picture(tuesday, images.pixels_of(pictures.PICTURE), words=WORDS, by=holder_of(tuesday))


def test_a_block_changes_nothing_about_a_picture(tuesday):
    """It belongs to the circle, and says nothing of who hung it."""
    rook = member("Rook")
    block(rook, holder_of(tuesday))
    picture_of(tuesday)
    assert signed_in(rook).get(address_of(tuesday)).status_code == 200


def test_a_page_with_a_picture_asks_no_more_and_leaves_the_file_where_it_is(tuesday):
    picture_of(tuesday)
    browser = browser_of(tuesday)
    browser.get(f"/circles/{tuesday.pk}")
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/circles/{tuesday.pk}")
    assert len(asked) <= 8
    held = [one["sql"] for one in asked if "cairn_picture" in one["sql"]]
    assert len(held) == 1 and '"sealed"' not in held[0]
