// Displacement as it is: what became of every occasion in the reference and in an arm, sorted into classes. Estimates nothing.
import { type ArmRecord, CHANNELS, N_CELLS, PRODUCTS } from '../engine/record.ts';
import type { Channel } from './totals.ts';

/** Ways in which trade moves (MODEL 8). `left_target` is the sum of the five before it. */
export const FLOW_CLASSES = [
  'spatial',
  'tactical',
  'temporal',
  'target',
  'deterred',
  'left_target',
  'induced',
  'perpetrator',
] as const;
export type FlowClass = (typeof FLOW_CLASSES)[number];

/** A move in orders: those that went, and those less the ones that went the other way. */
export interface Move {
  gross: number;
  net: number;
}

interface Cell {
  channel: number;
  inTarget: boolean;
  inHours: boolean;
  product: number;
}

/** Cells of the tape; cell 0 is nothing. */
const CELLS: readonly (Cell | null)[] = Array.from({ length: N_CELLS }, (_, cell) => {
  const at = cell - 1;
  return cell === 0 ? null : { channel: at >> 3, inTarget: (at & 4) > 0, inHours: (at & 2) > 0, product: at & 1 };
});

/** Names of the cells, in the order of rows and columns of the matrix. */
export const CELL_NAMES: readonly string[] = CELLS.map((cell) =>
  cell
    ? [
        CHANNELS[cell.channel],
        cell.inTarget ? 'in target' : 'outside',
        cell.inHours ? 'in hours' : 'out of hours',
        PRODUCTS[cell.product],
      ].join(', ')
    : 'nothing',
);

/** Orders by [cell in the reference][cell in the arm] of the post window; rows sum to the reference, columns to the arm. */
export function flowMatrix({ flows }: Pick<ArmRecord, 'flows'>): Float64Array {
  return flows.subarray(N_CELLS * N_CELLS, 2 * N_CELLS * N_CELLS);
}

/**
 * Moves of the post window, in orders, by class. Under pressure are the cells of `channels` in the target, in the
 * policies' hours and for the channels `always` at all hours. What left them for nothing is `deterred`; what left them for another cell is called by the first
 * difference in product (`target`), channel (`tactical`), place (`spatial`) or hours (`temporal`). Net of the moves back,
 * `left_target` is the fall of orders in those cells, exactly. `induced` came from nothing and went elsewhere.
 * `perpetrator` is trade of sites and couriers who took a removed one's place, beyond that in the reference: gross over
 * the zones where it grew, net over all.
 */
export function flowsOf(
  reference: ArmRecord,
  arm: ArmRecord,
  channels: readonly Channel[],
  always: readonly Channel[] = [],
): Record<FlowClass, Move> {
  const matrix = flowMatrix(arm);
  const isPressed = CELLS.map((cell) => {
    if (!cell?.inTarget) return false;
    const channel = CHANNELS[cell.channel];
    return channels.includes(channel) && (cell.inHours || always.includes(channel));
  });
  const moves = Object.fromEntries(FLOW_CLASSES.map((name) => [name, { gross: 0, net: 0 }])) as Record<FlowClass, Move>;
  for (let from = 0; from < N_CELLS; from++) {
    for (let to = 0; to < N_CELLS; to++) {
      if (isPressed[from] === isPressed[to]) continue;
      const orders = matrix[from * N_CELLS + to];
      if (isPressed[from]) add(moves[classOf(from, to)], orders, 1);
      else add(moves[classOf(to, from)], orders, -1);
    }
    if (from > 0 && !isPressed[from]) {
      add(moves.induced, matrix[from], 1);
      add(moves.induced, matrix[from * N_CELLS], -1);
    }
  }
  for (const name of ['spatial', 'tactical', 'temporal', 'target', 'deterred'] as const) {
    moves.left_target.gross += moves[name].gross;
    moves.left_target.net += moves[name].net;
  }
  const { nZones } = arm;
  for (let at = nZones; at < 2 * nZones; at++) {
    const more = arm.replaced[at] - reference.replaced[at];
    moves.perpetrator.gross += Math.max(0, more);
    moves.perpetrator.net += more;
  }
  return moves;
}

/** A move one way is gross and net; one the other way only takes from the net. */
function add(move: Move, orders: number, way: 1 | -1): void {
  if (way === 1) move.gross += orders;
  move.net += way * orders;
}

/** What a move between a cell under pressure and another one is called. */
function classOf(pressed: number, other: number): FlowClass {
  const a = CELLS[pressed] as Cell;
  const b = CELLS[other];
  if (b === null) return 'deterred';
  if (a.product !== b.product) return 'target';
  if (a.channel !== b.channel) return 'tactical';
  return a.inTarget === b.inTarget ? 'temporal' : 'spatial';
}
