// Places names beside dots so that they do not cover each other or dots.
import { type Box, type Mark, widthOfText } from './panels.ts';

/** A dot in pixels, with its name. */
export interface Label extends Mark {
  label: string;
  color: string;
  /** Half the width of its bar's ends, which the name keeps off. */
  offPx?: number;
  /** Colour of the line to a name that is away from its dot. */
  lead: string;
}
/** Where the name stands: its end beside the dot, and which end that is. */
export interface Placed extends Label {
  at: { x: number; y: number };
  side: 'start' | 'end';
}

/** Size of the names. */
export const LETTER_PX = 16;
const LINE_PX = 19;
const OFF_PX = 10;
const DOT_PX = 6;
const MOST_STEPS = 12;
/** Costs of covering names, dots and bars, in steps away from the dot. */
const COVERS_NAME = 100;
const COVERS_DOT = 30;
const COVERS_BAR = 5;
const LEAVES_BOX = 200;

/**
 * Each name at the cheapest place beside its dot, right or left, higher or lower; dots from top to bottom. Names keep off
 * `lines` as they do off bars, and within `box` where they can.
 */
export function placed(dots: readonly Label[], box: Box, lines: readonly Mark[]): Placed[] {
  const done: Box[] = [];
  const bars = [...dots, ...lines].flatMap(barsOf);
  return [...dots]
    .sort((one, other) => one.y - other.y)
    .map((dot) => {
      let [best, least] = [place(dot, 'start', 0), Number.POSITIVE_INFINITY];
      for (let step = 0; step <= MOST_STEPS; step++)
        for (const sign of step === 0 ? [1] : [-1, 1])
          for (const side of ['start', 'end'] as const) {
            const candidate = place(dot, side, (sign * step * LINE_PX) / 2);
            const own = candidate.box;
            const cost =
              step +
              (side === 'end' ? 0.5 : 0) +
              (own.left < box.left || own.right > box.right || own.top < box.top || own.bottom > box.bottom
                ? LEAVES_BOX
                : 0) +
              COVERS_NAME * done.filter((other) => isOver(own, other)).length +
              COVERS_DOT * dots.filter((other) => isOver(own, around(other))).length +
              COVERS_BAR * bars.filter((bar) => isOver(own, bar)).length;
            if (cost < least) [best, least] = [candidate, cost];
          }
      done.push(best.box);
      return { ...dot, at: best.at, side: best.side };
    });
}

function place({ x, y, label, offPx = 0 }: Label, side: 'start' | 'end', dy: number) {
  const at = { x: x + (side === 'start' ? OFF_PX + offPx : -OFF_PX - offPx), y: y + dy };
  const width = widthOfText(label, LETTER_PX);
  const left = side === 'start' ? at.x : at.x - width;
  return { at, side, box: { left, right: left + width, top: at.y - LINE_PX / 2, bottom: at.y + LINE_PX / 2 } };
}

const isOver = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const around = ({ x, y }: Mark): Box => ({ left: x - DOT_PX, right: x + DOT_PX, top: y - DOT_PX, bottom: y + DOT_PX });

function barsOf({ x, y, xMin, xMax, yMin, yMax }: Mark): Box[] {
  const bar = (x0: number, x1: number, y0: number, y1: number): Box => ({
    left: Math.min(x0, x1) - 1,
    right: Math.max(x0, x1) + 1,
    top: Math.min(y0, y1) - 1,
    bottom: Math.max(y0, y1) + 1,
  });
  return [
    ...(xMin === undefined || xMax === undefined ? [] : [bar(xMin, xMax, y, y)]),
    ...(yMin === undefined || yMax === undefined ? [] : [bar(x, x, yMin, yMax)]),
  ];
}
