// The `canvas` API on @napi-rs/canvas: what chartjs-node-canvas asks of it, for bitmaps, SVG and PDF. Knows no chart.
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
  const context = canvas.getContext('2d');
  context.arc = arcOfCurves;
  canvas.getContext = () => context;
  return withBuffer(canvas, 'image/svg+xml', () =>
    Buffer.from(withOwnIds(withShortNumbers(canvas.getContent().toString('utf8')))),
  );
}

// An arc as one cubic per quarter turn, within 0.03 % of the radius: Skia writes an arc as up to 64 quadratics.
function arcOfCurves(x, y, radius, from, to, isCounterclockwise = false) {
  const turn = 2 * Math.PI;
  const ahead = isCounterclockwise ? from - to : to - from;
  const sweep = (isCounterclockwise ? -1 : 1) * (ahead >= turn ? turn : ((ahead % turn) + turn) % turn);
  const pieces = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
  const reach = (4 / 3) * Math.tan(sweep / pieces / 4) * radius;
  this.lineTo(x + radius * Math.cos(from), y + radius * Math.sin(from));
  for (let piece = 0; piece < pieces; piece++) {
    const a = from + (sweep * piece) / pieces;
    const b = from + (sweep * (piece + 1)) / pieces;
    const [cosA, sinA, cosB, sinB] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
    this.bezierCurveTo(
      x + radius * cosA - reach * sinA,
      y + radius * sinA + reach * cosA,
      x + radius * cosB + reach * sinB,
      y + radius * sinB - reach * cosB,
      x + radius * cosB,
      y + radius * sinB,
    );
  }
}

// A hundredth of a pixel is enough, and a third of the bytes goes.
const withShortNumbers = (text) =>
  text.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));

// Skia counts clip paths over the whole process; counted over the file, equal pictures are equal bytes.
function withOwnIds(text) {
  const own = new Map();
  for (const [, id] of text.matchAll(/\sid="([^"]+)"/g)) if (!own.has(id)) own.set(id, `i${own.size}`);
  return text.replace(/(\sid="|url\(#|href="#)([^")]+)/g, (all, lead, id) => (own.has(id) ? lead + own.get(id) : all));
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
