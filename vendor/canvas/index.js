// The `canvas` API on @napi-rs/canvas: what chartjs-node-canvas asks of it, for bitmaps, SVG and PDF. Knows no chart.
'use strict';

// Only registered fonts, so that a machine's own never creep in as a fallback: the same picture everywhere.
process.env.DISABLE_SYSTEM_FONTS_LOAD ??= '1';

const compat = require('@napi-rs/canvas/node-canvas');
const { createCanvas: createNative, SvgExportFlag } = require('@napi-rs/canvas');

const CREATE = {
  svg: createSvgCanvas,
  pdf: createPdfCanvas,
  image: compat.createCanvas,
};

/** A canvas of `type` 'image' (default), 'svg' or 'pdf', `width` × `height` pixels (points for PDF). */
function createCanvas(width, height, type = 'image') {
  const create = CREATE[type];
  if (!create) throw new TypeError(`createCanvas: unknown type "${type}"; expected image, svg or pdf`);
  return create(width, height);
}

// Text becomes paths, so that a picture looks the same where the font is missing. (Flags cannot be combined.)
function createSvgCanvas(width, height) {
  const canvas = createNative(width, height, SvgExportFlag.ConvertTextToPaths);
  return withBuffer(canvas, 'image/svg+xml', () => withOwnIds(canvas.getContent()));
}

// Skia counts clip paths over the whole process; counted over the file, equal pictures are equal bytes.
function withOwnIds(svg) {
  const own = new Map();
  const text = svg.toString('utf8');
  for (const [, id] of text.matchAll(/\sid="([^"]+)"/g)) if (!own.has(id)) own.set(id, `i${own.size}`);
  return Buffer.from(text.replace(/(\sid="|url\(#|href="#)([^")]+)/g, (all, lead, id) => (own.has(id) ? lead + own.get(id) : all)));
}

function createPdfCanvas(width, height) {
  const document = new compat.PDFDocument();
  const context = document.beginPage(width, height);
  let bytes;
  const close = () => {
    if (!bytes) {
      document.endPage();
      bytes = document.close();
    }
    return bytes;
  };
  const canvas = { width, height, getContext: () => context };
  Object.defineProperty(context, 'canvas', { value: canvas, configurable: true });
  return withBuffer(canvas, 'application/pdf', close);
}

function withBuffer(canvas, ownType, content) {
  canvas.toBuffer = (first, second) => {
    const callback = typeof first === 'function' ? first : null;
    const asked = callback ? second : first;
    try {
      if (asked && asked !== ownType) throw new TypeError(`this canvas gives ${ownType}, not ${asked}`);
      const bytes = content();
      return callback ? void callback(null, bytes) : bytes;
    } catch (error) {
      if (!callback) throw error;
      callback(error);
    }
  };
  canvas.createPDFStream = () => require('node:stream').Readable.from([canvas.toBuffer('application/pdf')]);
  return canvas;
}

module.exports = { ...compat, createCanvas };
