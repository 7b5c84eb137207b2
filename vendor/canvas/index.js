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
    Buffer.from(withOwnIds(withShortPaths(canvas.getContent().toString('utf8')))),
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

// Letters are most of a picture: whole tenths of a pixel, 0.02 mm on paper, each relative to the one before, take a third
// of the bytes.
const withShortPaths = (text) =>
  text
    .replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))
    .replace(/<path ([^>]*?) ?d="([^"]*)"([^>]*)>/g, (_, before, path, after) => {
      // Letters have no outline and no clip, which would be scaled as well.
      if (/stroke|url\(/.test(before + after)) return `<path ${before} d="${relative(path, inPixels)}"${after}>`;
      const [, place = ''] = /transform="([^"]*)"/.exec(before) ?? [];
      const rest = before.replace(/ ?transform="[^"]*"/, '');
      return `<path ${rest} transform="${place}scale(.1)" d="${relative(path, String)}"${after}>`;
    });

// Skia writes M, L, C, Q and Z only, absolute. Steps are between rounded points, so that rounding does not add up.
function relative(path, written) {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let [short, last] = ['', ''];
  for (const [all, command, numbers] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const tenths = (numbers.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map((number) => Math.round(10 * number));
    let steps = tenths.map((at, i) => at - (i % 2 === 0 ? x : y));
    let letter = command.toLowerCase();
    if (command === 'Z') [x, y] = [startX, startY];
    else if ('MLCQ'.includes(command)) [x, y] = tenths.slice(-2);
    else throw new Error(`unknown path command: ${all}`);
    if (command === 'M') [startX, startY] = [x, y];
    if (letter === 'l' && steps[0] === 0) [letter, steps] = ['v', [steps[1]]];
    else if (letter === 'l' && steps[1] === 0) [letter, steps] = ['h', [steps[0]]];
    const joined = steps.map(written).join(' ').replaceAll(' -', '-');
    if (letter !== last || letter === 'm') short += letter + joined;
    else short += joined.startsWith('-') ? joined : ` ${joined}`;
    last = letter;
  }
  return short;
}

const inPixels = (tenths) => String(tenths / 10).replace(/^(-?)0\./, '$1.');

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
