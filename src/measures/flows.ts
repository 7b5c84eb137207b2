// True displacement: every occasion in the reference against the same in an arm, sorted into classes.
import {
  type ArmRecord,
  CHANNELS,
  isOrder,
  LOST,
  N_CELLS,
  N_SELLER_MOVES,
  NOTHING,
  orderCell,
  PRODUCTS,
} from '../engine/kernel/record.ts';
import type { Channel } from './totals.ts';

/** Classes of moves (MODEL 8); `PART_OF` says which are parts of others. */
export const FLOW_CLASSES = [
  'spatial',
  'tactical_site',
  'tactical_delivery',
  'tactical_other',
  'tactical',
  'temporal',
  'target',
  'lost',
  'deterred',
  'left_target',
  'induced_sites_outside',
  'induced_sites_target',
  'induced_delivery',
  'induced_other',
  'induced',
  'lost_elsewhere_site',
  'lost_elsewhere_delivery',
  'lost_elsewhere_other',
  'lost_elsewhere',
  'seller',
  'perpetrator',
] as const;
export type FlowClass = (typeof FLOW_CLASSES)[number];

/** The sum that a class is a part of, exactly. */
export const PART_OF: Partial<Record<FlowClass, FlowClass>> = {
  spatial: 'left_target',
  tactical_site: 'tactical',
  tactical_delivery: 'tactical',
  tactical_other: 'tactical',
  tactical: 'left_target',
  temporal: 'left_target',
  target: 'left_target',
  lost: 'left_target',
  deterred: 'left_target',
  induced_sites_outside: 'induced',
  induced_sites_target: 'induced',
  induced_delivery: 'induced',
  induced_other: 'induced',
  lost_elsewhere_site: 'lost_elsewhere',
  lost_elsewhere_delivery: 'lost_elsewhere',
  lost_elsewhere_other: 'lost_elsewhere',
};

/** A move in orders: gross, and net of the moves in the other direction. */
export interface Move {
  gross: number;
  net: number;
}

interface Cell {
  channel: Channel;
  inTarget: boolean;
  inHours: boolean;
  product: number;
}

/** Cells of the tape; null for the two that are no order. */
const CELLS: (Cell | null)[] = Array(N_CELLS).fill(null);
for (const [c, channel] of CHANNELS.entries())
  for (const inTarget of [0, 1])
    for (const inHours of [0, 1])
      for (const product of PRODUCTS.keys())
        CELLS[orderCell(c, inTarget, inHours, product)] = {
          channel,
          inTarget: inTarget === 1,
          inHours: inHours === 1,
          product,
        };

/** Names of the cells, in the order of rows and columns of the matrix. */
export const CELL_NAMES: readonly string[] = CELLS.map((cell, at) =>
  cell
    ? [
        cell.channel,
        cell.inTarget ? 'in target' : 'outside',
        cell.inHours ? 'in hours' : 'out of hours',
        PRODUCTS[cell.product],
      ].join(', ')
    : at === LOST
      ? 'lost'
      : 'nothing',
);

/** Occasions by [cell in the reference][cell in the arm] of the post window; rows sum to the reference, columns to the arm. */
export function flowMatrix({ flows }: Pick<ArmRecord, 'flows'>): Float64Array {
  return flows.subarray(N_CELLS * N_CELLS, 2 * N_CELLS * N_CELLS);
}

/** Orders of a channel inside the target area or outside it, in the reference and in the arm. */
export interface Trade {
  channel: Channel;
  place: 'target' | 'outside';
  reference: number;
  arm: number;
}

/** Orders of the post window by channel and place: what the matrix adds up to. */
export function tradeOf(arm: Pick<ArmRecord, 'flows'>): Trade[] {
  const matrix = flowMatrix(arm);
  return CHANNELS.flatMap((channel) =>
    (['target', 'outside'] as const).map((place) => {
      const trade: Trade = { channel, place, reference: 0, arm: 0 };
      for (const [cell, its] of CELLS.entries()) {
        if (its?.channel !== channel || its.inTarget !== (place === 'target')) continue;
        for (let other = 0; other < N_CELLS; other++) {
          trade.reference += matrix[cell * N_CELLS + other];
          trade.arm += matrix[other * N_CELLS + cell];
        }
      }
      return trade;
    }),
  );
}

/**
 * Moves of the post window, in orders, by class. Under pressure are the cells of `channels` in the target, in the
 * policies' hours and for the channels `always` at all hours. What left them without becoming another order is `deterred`
 * if nothing was wanted, `lost` if a seller was chosen that did not serve; what became another order is called by the
 * first difference in product (`target`), channel (`tactical`), place (`spatial`) or hours (`temporal`). Net of the moves
 * back, `left_target` is the fall of orders in those cells, exactly. Of all other cells, `induced` are orders where
 * nothing was wanted in the reference, `lost_elsewhere` those that only the reference served. `seller` are
 * deliveries that differ in nothing but their platform, in the target or not: net those that went from platforms with more
 * lines down in one arm than in the other on the day, less those that came to them. `perpetrator` is trade of
 * sites and couriers who took a removed one's place, beyond that in the reference: gross over the zones where it grew, net
 * over all.
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
    return channels.includes(cell.channel) && (cell.inHours || always.includes(cell.channel));
  });
  const moves = Object.fromEntries(FLOW_CLASSES.map((name) => [name, { gross: 0, net: 0 }])) as Record<FlowClass, Move>;
  for (let from = 0; from < N_CELLS; from++) {
    for (let to = 0; to < N_CELLS; to++) {
      const orders = matrix[from * N_CELLS + to];
      if (orders === 0 || from === to) continue;
      if (isPressed[from] !== isPressed[to]) {
        if (isPressed[from]) add(moves, wayOut(from, to), orders, 1);
        else add(moves, wayOut(to, from), orders, -1);
      } else if (!isPressed[from] && isOrder(from) !== isOrder(to)) {
        const isGain = isOrder(to);
        const [order, none] = isGain ? [to, from] : [from, to];
        if (none === NOTHING) add(moves, inducedIn(order), orders, isGain ? 1 : -1);
        else add(moves, `lost_elsewhere_${CELLS[order]!.channel}`, orders, isGain ? -1 : 1);
      }
    }
  }
  const [away, back, alike] = arm.sellerMoves.subarray(N_SELLER_MOVES);
  moves.seller = { gross: away + alike, net: away - back };
  const { nZones } = arm;
  for (let at = nZones; at < 2 * nZones; at++) {
    const more = arm.replaced[at] - reference.replaced[at];
    moves.perpetrator.gross += Math.max(0, more);
    moves.perpetrator.net += more;
  }
  return moves;
}

/** Adds a move to its class and the sums above it: `way` 1 adds to gross and net, −1 only subtracts from the net. */
function add(moves: Record<FlowClass, Move>, name: FlowClass, orders: number, way: 1 | -1): void {
  for (let at: FlowClass | undefined = name; at !== undefined; at = PART_OF[at]) {
    if (way === 1) moves[at].gross += orders;
    moves[at].net += way * orders;
  }
}

/** Class of a move between a cell under pressure and another one. */
function wayOut(pressed: number, other: number): FlowClass {
  const a = CELLS[pressed]!;
  const b = CELLS[other];
  if (!b) return other === LOST ? 'lost' : 'deterred';
  if (a.product !== b.product) return 'target';
  if (a.channel !== b.channel) return `tactical_${b.channel}`;
  return a.inTarget === b.inTarget ? 'temporal' : 'spatial';
}

/** Class of new orders in a cell that is not under pressure. */
function inducedIn(order: number): FlowClass {
  const { channel, inTarget } = CELLS[order]!;
  if (channel === 'site') return inTarget ? 'induced_sites_target' : 'induced_sites_outside';
  return `induced_${channel}`;
}
