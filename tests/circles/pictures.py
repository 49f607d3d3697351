"""Picture files of every kind, made here: whole ones that carry secrets, and those made to break or to pass for one."""

import io
import math
import struct
import zlib

from PIL import Image, PngImagePlugin

# Found by their bytes, wherever they would stand in a file.
SECRETS = {
    "exif": b"Zq-Camera-77", "place": b"ZqHarbourRoad12", "comment": b"zq comment of the camera", "xmp": b"zq-xmp-creator",
    "icc": b"zq-profile-of-my-screen", "trailing": b"ZQ-TRAILING-BYTES", "text": b"zq-text-chunk",
}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRETS["xmp"] + b"</x:xmpmeta>"
ORIENTATION, MAKE, GPS, LATITUDE, AREA = 0x0112, 0x010F, 0x8825, 2, 28
RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(size=(80, 40)) -> Image.Image:
    """Red on its left, blue on its right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image


def exif(orientation=1) -> Image.Exif:
    made = Image.Exif()
    made[MAKE], made[ORIENTATION] = SECRETS["exif"].decode(), orientation
    made[GPS] = {LATITUDE: (51.0, 30.0, 12.5), AREA: SECRETS["place"]}
    return made


def with_secrets(kind: str, orientation=1) -> bytes:
    """A JPEG, PNG or WebP that carries everything such a file can."""
    more = {"exif": exif(orientation), "icc_profile": SECRETS["icc"] * 8, "xmp": XMP}
    if kind == "JPEG":
        more |= {"comment": SECRETS["comment"], "quality": 90}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRETS["comment"].decode())
        info.add_text("Author", SECRETS["text"].decode())
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more = {"exif": exif(orientation), "icc_profile": SECRETS["icc"] * 8, "pnginfo": info}
    return file_of(halves(), kind, **more) + SECRETS["trailing"]


def file_of(image: Image.Image, kind="PNG", **more) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **more)
    return held.getvalue()


def png_of(width: int, height: int, rows: bytes, *chunks: bytes) -> bytes:
    """A PNG whose header says anything."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + b"".join(chunks) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    held = io.BytesIO()
    frames[0].save(held, kind, save_all=True, append_images=frames[1:], duration=100)
    return held.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>window.ran=1</script></svg>'
ZEROS = zlib.compress(bytes(40_000_000), 9)  # forty kilobytes that become forty megabytes
PICTURE = file_of(halves(), "JPEG")

# Each of these gets a kind line: what it is called, and its bytes.
REFUSED = {
    "empty": b"", "nothing known": b"not a picture at all", "svg": SVG, "html": b"<!doctype html><script>window.ran=1</script>",
    "pdf": b"%PDF-1.7\n%%EOF", "zip": b"PK\x03\x04" + bytes(60), "gif": file_of(halves(), "GIF"), "tiff": file_of(halves(), "TIFF"), "bmp": file_of(halves(), "BMP"),
    "bomb by its header": png_of(60_000, 60_000, ZEROS), "too many points": png_of(6000, 5000, ZEROS), "beyond counting": png_of(2**31 - 1, 2**31 - 1, ZEROS),
    "a bomb of text": png_of(10, 10, b"x", _chunk(b"zTXt", b"Comment\0\0" + ZEROS + ZEROS)), "bomb in the profile": png_of(9000, 9000, ZEROS, _chunk(b"iCCP", b"p\0\0" + ZEROS)),
    "no size": png_of(0, 0, b""), "broken rows": png_of(10, 10, b"no zlib stream"), "truncated jpeg": PICTURE[: len(PICTURE) // 2],
    "truncated png": file_of(halves((400, 300)))[:200], "only a head": b"\xff\xd8\xff\xe0", "moving png": moving("PNG"), "moving webp": moving("WEBP"),
}
# Files that are a picture and something else as well: taken, and nothing but the picture is left.
POLYGLOTS = {
    "jpeg and page": PICTURE + SVG, "png and zip": file_of(halves()) + b"PK\x03\x04" + bytes(60), "script in a comment": file_of(halves(), "JPEG", comment=b"*/window.ran=1/*" + SVG),
}


def scene(size=(1600, 900)) -> bytes:
    """Something to look at: hills in the evening."""
    width, height = size
    image = Image.new("RGB", size)
    for y in range(height):
        shade = y / height
        image.paste((int(90 + 150 * shade), int(110 + 70 * shade), int(150 - 40 * shade)), (0, y, width, y + 1))
    for n, colour in enumerate([(84, 102, 98), (58, 78, 70), (34, 52, 46)]):
        for x in range(width):
            rise = 0.5 + 0.14 * n - 0.06 * math.sin(x / width * (5 + 3 * n) + n * 2)
            image.paste(colour, (x, int(height * rise), x + 1, height))
    return file_of(image, "JPEG", quality=85)
