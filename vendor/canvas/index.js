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
function withShortPaths(text) {
  let short = '';
  let done = 0;
  for (let path = text.indexOf('<path '); path >= 0; path = text.indexOf('<path ', done)) {
    const data = text.indexOf(' d="', path) + ' d="'.length;
    const dataEnd = text.indexOf('"', data);
    const before = withShortNumbers(text.slice(path + '<path '.length, data - ' d="'.length));
    short += withShortNumbers(text.slice(done, path));
    done = text.indexOf('>', dataEnd);
    const after = withShortNumbers(text.slice(dataEnd, done));
    // Letters have no outline and no clip, which would be scaled as well.
    if (/stroke|url\(/.test(before + after))
      short += `<path ${before} d="${relative(text, data, dataEnd, true)}${after}`;
    else {
      const [, place = ''] = /transform="([^"]*)"/.exec(before) ?? [];
      const rest = before.replace(/ ?transform="[^"]*"/, '');
      short += `<path ${rest} transform="${place}scale(.1)" d="${relative(text, data, dataEnd, false)}${after}`;
    }
  }
  return short + withShortNumbers(text.slice(done));
}

const hundredthsOf = (number) => Number(Number(number).toFixed(2));
const withShortNumbers = (text) => text.replace(/-?\d+\.\d{3,}/g, (number) => String(hundredthsOf(number)));

const [SPACE, MINUS, POINT, ZERO, NINE, E, M, Z, H, L, V] = Buffer.from(' -.09eMZhlv');
const LETTERS = new Map(Array.from('MLCQZ', (letter) => [letter.charCodeAt(0), letter.toLowerCase().charCodeAt(0)]));
const points = new Float64Array(6);
let bytes = Buffer.alloc(0);
let nBytes = 0;
let at = 0;

// The data of a path, in tenths of a pixel or in pixels, by one scan over it. Skia writes M, L, C, Q and Z only, absolute.
// Steps are between rounded points, so that rounding does not add up.
function relative(text, from, to, isInPixels) {
  // No number gets more than four times as long.
  if (bytes.length < 4 * (to - from)) bytes = Buffer.alloc(8 * (to - from));
  nBytes = 0;
  let [x, y, startX, startY, last] = [0, 0, 0, 0, 0];
  for (at = from; at < to; ) {
    const command = text.charCodeAt(at++);
    let letter = LETTERS.get(command);
    if (!letter) throw new Error(`unknown path command: ${text.slice(at - 1, to)}`);
    let n = 0;
    for (; isOfNumber(text.charCodeAt(at)); at += text.charCodeAt(at) === SPACE ? 1 : 0) points[n++] = readTenths(text);
    const endX = command === Z ? startX : points[n - 2];
    const endY = command === Z ? startY : points[n - 1];
    let first = 0;
    if (letter === L && endX === x) [letter, first] = [V, 1];
    else if (letter === L && endY === y) [letter, n] = [H, 1];
    const isSame = letter === last && command !== M;
    if (!isSame) bytes[nBytes++] = letter;
    for (let i = first; i < n; i++) {
      const step = points[i] - (i % 2 === 0 ? x : y);
      if (step >= 0 && (isSame || i > first)) bytes[nBytes++] = SPACE;
      write(step, isInPixels);
    }
    if (command === M) [startX, startY] = [endX, endY];
    [x, y, last] = [endX, endY, letter];
  }
  return bytes.toString('latin1', 0, nBytes);
}

const isOfNumber = (code) => code === MINUS || isDigit(code);
const isDigit = (code) => code >= ZERO && code <= NINE;

// The number at `at` in tenths, rounded to hundredths first.
function readTenths(text) {
  const from = at;
  const isNegative = text.charCodeAt(at) === MINUS;
  if (isNegative) at++;
  let [hundredths, decimals, third, rest] = [0, 0, 0, 0];
  let code = text.charCodeAt(at);
  for (; isDigit(code); code = text.charCodeAt(++at)) hundredths = 10 * hundredths + code - ZERO;
  if (code === POINT)
    for (code = text.charCodeAt(++at); isDigit(code); code = text.charCodeAt(++at)) {
      decimals++;
      if (decimals < 3) hundredths = 10 * hundredths + code - ZERO;
      else if (decimals === 3) third = code - ZERO;
      else rest += code - ZERO;
    }
  // What lies halfway, as it is written, is decided by the number's last bit.
  if (code === E || (third === 5 && rest === 0)) {
    NUMBER.lastIndex = from;
    const [number] = NUMBER.exec(text);
    at = NUMBER.lastIndex;
    return Math.round(10 * hundredthsOf(number));
  }
  for (; decimals < 2; decimals++) hundredths *= 10;
  if (third >= 5) hundredths++;
  return Math.round(10 * ((isNegative ? -hundredths : hundredths) / 100));
}

const NUMBER = /-?[\d.]+(?:e[-+]?\d+)?/y;

function write(tenths, isInPixels) {
  if (tenths < 0) bytes[nBytes++] = MINUS;
  const size = Math.abs(tenths);
  const whole = isInPixels ? Math.floor(size / 10) : size;
  const tenth = isInPixels ? size % 10 : 0;
  let place = 1;
  while (10 * place <= whole) place *= 10;
  if (whole > 0 || tenth === 0)
    for (; place >= 1; place /= 10) bytes[nBytes++] = ZERO + (Math.floor(whole / place) % 10);
  if (tenth > 0) {
    bytes[nBytes++] = POINT;
    bytes[nBytes++] = ZERO + tenth;
  }
}

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
