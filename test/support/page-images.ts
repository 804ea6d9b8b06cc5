import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';
import { PNG } from 'pngjs';

// The reader must draw with the classes of this very canvas; on its own it would load another copy.
Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
const { getDocument } = await import('./pdfjs.ts');

/** Dots per inch of golden images: enough to see a line, a rule or a page number move. */
const resolution = 50;

/** Every page of a PDF as a grey picture, by dots per inch. */
export async function pageImages(pdf: Uint8Array, dots = resolution): Promise<PNG[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0, disableFontFace: true })
    .promise;
  const images: PNG[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: dots / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: canvas as never, viewport }).promise;
    images.push(
      grey(
        canvas.width,
        canvas.height,
        canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data,
      ),
    );
    page.cleanup();
  }
  await document.destroy();
  return images;
}

/** Sixteen shades are as good for comparing as all, and pack better. */
function grey(width: number, height: number, pixels: Uint8ClampedArray): PNG {
  const image = new PNG({ width, height });
  for (let at = 0; at < pixels.length; at += 4) {
    const shade = Math.round((pixels[at]! * 0.3 + pixels[at + 1]! * 0.59 + pixels[at + 2]! * 0.11) / 17) * 17;
    image.data.fill(shade, at, at + 3);
    image.data[at + 3] = 255;
  }
  return image;
}

/** One file for a page: grey PNG. */
export function encodeImage(image: PNG): Buffer {
  return PNG.sync.write(image, { colorType: 0, deflateLevel: 9 });
}
