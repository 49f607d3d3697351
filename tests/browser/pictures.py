"""Small pictures: 256 colours are enough for a page of text, and a third of the bytes."""

import base64
import struct
import zlib

# In the browser, which knows the pixels: the 256 commonest colours, and for each pixel the nearest of them.
NUMBERED = """async png => {
  const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), drawn = canvas.getContext('2d');
  drawn.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(drawn.getImageData(0, 0, canvas.width, canvas.height).data.buffer), times = new Map();
  for (const one of pixels) times.set(one, (times.get(one) ?? 0) + 1);
  const parts = colour => [colour & 255, colour >> 8 & 255, colour >> 16 & 255];
  const kept = [...times.keys()].sort((a, b) => times.get(b) - times.get(a)).slice(0, 256).map(parts);
  const number = new Map([...times.keys()].map(colour => {
    const [red, green, blue] = parts(colour);
    const far = kept.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
    return [colour, far.indexOf(Math.min(...far))];
  }));
  let numbers = '';
  for (const one of pixels) numbers += String.fromCharCode(number.get(one));
  return { width: canvas.width, height: canvas.height, colours: kept.flat(), numbers: btoa(numbers) };
}"""


def small(browser, png: bytes) -> bytes:
    """The same picture in at most 256 colours."""
    page = browser.new_page()
    told = page.evaluate(NUMBERED, base64.b64encode(png).decode())
    page.close()
    width, height, numbers = told["width"], told["height"], base64.b64decode(told["numbers"])
    rows = b"".join(b"\0" + numbers[row * width : (row + 1) * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _part(*part) for part in ((b"IHDR", head), (b"PLTE", bytes(told["colours"])), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    )


def _part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
