"""Pictures that people hand in: decoded within limits, and written anew from their pixels alone.

Whatever else lay in the file (where and when it was taken, by which device, comments, profiles, thumbnails,
bytes after its end) is not copied, so it need not be found and taken out.
"""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

# What Pillow may try to read. SVG, PDF, TIFF and the rest of its fifty readers are never asked.
READ = ("PNG", "JPEG", "WEBP")
# A JPEG with further pictures behind the first (phones add a depth map) calls itself MPO: only its first is read.
TAKEN = {*READ, "MPO"}
MOST_PIXELS = 25_000_000  # a phone's 24 million; opened this is a hundred megabytes at most
LONGEST = 800  # of the side that is kept, in pixels: as wide as a circle's page shows it, and light on a phone
QUALITY = 66

Image.MAX_IMAGE_PIXELS = 2 * MOST_PIXELS  # its own last net; ours is below
ImageFile.LOAD_TRUNCATED_IMAGES = False


class NotAPicture(Exception):
    """`sentence` says kindly why it was not taken."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__("not a picture")


@dataclass(frozen=True)
class Pixels:
    """A WebP file of one frame, without anything but pixels."""

    webp: bytes
    width: int
    height: int


def pixels_of(file: bytes) -> Pixels:
    """The picture in `file` (PNG, JPEG or WebP), upright, at most LONGEST wide and high. Raises NotAPicture."""
    image = _opened(file)
    _require_small(image)
    _require_still(image)
    return _written(_upright(image))


def _opened(file: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(file), formats=READ)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPicture(_too_large()) from None
    except Exception:  # a reader of strangers' bytes may stumble in any way
        raise NotAPicture(_("This is not a picture that Cairn can read. It takes PNG, JPEG and WebP.")) from None
    if image.format not in TAKEN:
        raise NotAPicture(_("This is not a picture that Cairn can read. It takes PNG, JPEG and WebP."))
    return image


def _require_small(image: Image.Image) -> None:
    """Its header says how large it will be, before a single pixel is unpacked."""
    if image.width * image.height > MOST_PIXELS:
        raise NotAPicture(_too_large())


def _too_large() -> str:
    return _("This picture has more points than Cairn takes in. Please make it smaller first, or choose another.")


def _require_still(image: Image.Image) -> None:
    if image.format != "MPO" and getattr(image, "n_frames", 1) != 1:
        raise NotAPicture(_("This picture moves. Please choose one that stands still."))


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its camera was held; that is the last thing its metadata is asked for."""
    try:
        image.draft("RGB", (LONGEST, LONGEST))  # a JPEG is unpacked at a half, a quarter or an eighth of its size
        image.load()
        return ImageOps.exif_transpose(image)
    except Exception:  # cut short, damaged, or made to break a reader
        raise NotAPicture(_("This picture is damaged, or not all of it arrived. Please try another file.")) from None


def _written(image: Image.Image) -> Pixels:
    seen_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if seen_through else "RGB")
    image.thumbnail((LONGEST, LONGEST))
    bare = _without_what_is_not_seen(image)
    kept = io.BytesIO()
    bare.save(kept, "WEBP", quality=QUALITY, method=4, exact=False)
    return Pixels(kept.getvalue(), bare.width, bare.height)


def _without_what_is_not_seen(image: Image.Image) -> Image.Image:
    """A new picture: nothing that hung on the old one comes along, nor what lay under full transparency."""
    if image.mode == "RGBA":
        seen = image.getchannel("A").point(lambda alpha: 255 if alpha else 0)
        image = Image.composite(image, Image.new("RGBA", image.size, (0, 0, 0, 0)), seen)
    return Image.frombytes(image.mode, image.size, image.tobytes())
