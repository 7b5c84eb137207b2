// The canvas that charts are drawn on, and pixels of a PNG. Knows no chart.
import { createRequire } from 'node:module';

export const canvas = createRequire(import.meta.url)('canvas');

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  data: Uint8ClampedArray;
}

export async function pixelsOf(png: Buffer): Promise<Pixels> {
  const image = await canvas.loadImage(png);
  const copy = canvas.createCanvas(image.width, image.height);
  const context = copy.getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
