// Deliveries by another platform, counted from two tapes that are made by hand.
import { describe, expect, it } from 'vitest';
import { LOST, N_CELLS, N_SELLER_MOVES, NOTHING, orderCell, SELLER_MOVE } from '../../src/engine/kernel/record.ts';
import { countFlows, createTape, type Tape } from '../../src/engine/kernel/tape.ts';

const [SITE, DELIVERY, OTHER] = [0, 1, 2];
const delivered = orderCell(DELIVERY, 0, 1, 0);
const inTarget = orderCell(DELIVERY, 1, 1, 0);
const KEYS = [71, 72, 73];
const [A, B, C] = [0, 1, 2];

/** Cell and platform of each candidate, two a day; `down` are [day, niche, lines]; platforms are there all days or those said. */
interface Written {
  cells: readonly (readonly [cell: number, platform: number])[];
  down?: readonly (readonly [day: number, niche: number, lines: number])[];
  keys?: readonly number[];
  births?: Tape['births'];
}
const N_DAYS = 4;

function tapeOf({ cells, down = [], keys = KEYS, births = always(keys) }: Written): Tape {
  const nNiches = Math.max(...births.map(({ niche }) => niche)) + 1;
  const tape = createTape(cells.length, N_DAYS, nNiches);
  tape.births.push(...births);
  for (const [at, [cell, platform]] of cells.entries()) {
    tape.cells[at] = cell;
    tape.sellers[at] = platform;
  }
  for (const [day, niche, lines] of down) tape.linesDown[day * nNiches + niche] = lines;
  return Object.assign(tape, {
    beforeDay: Float64Array.from({ length: N_DAYS }, (_, day) => Math.min(cells.length, 2 * day)),
    count: cells.length,
    reportedFrom: 0,
    postFrom: 2,
  });
}

/** A platform; what it delivers and its clients do not matter here. */
const birth = (niche: number, key: number, from: number, until: number): Tape['births'][number] => ({
  niche,
  key,
  from,
  until,
  orders: new Uint32Array(0),
  clients: new Uint32Array(0),
});

/** One platform in each niche, on all days. */
const always = (keys: readonly number[]): Tape['births'] => keys.map((key, niche) => birth(niche, key, 0, N_DAYS));

/** Moves of both windows by kind, [pre, post]. */
function moves(from: Tape, to: Tape): Record<'away' | 'back' | 'alike', [number, number]> {
  const flows = new Float64Array(2 * N_CELLS * N_CELLS);
  const sellers = new Float64Array(2 * N_SELLER_MOVES);
  countFlows(from, to, flows, sellers);
  const of = (move: number): [number, number] => [sellers[move]!, sellers[N_SELLER_MOVES + move]!];
  return { away: of(SELLER_MOVE.away), back: of(SELLER_MOVE.back), alike: of(SELLER_MOVE.alike) };
}
const NONE = { away: [0, 0], back: [0, 0], alike: [0, 0] };

describe('a delivery by another platform', () => {
  /** One order of the second day. */
  const was = (platform: number, cell = delivered): Written => ({
    cells: [
      [NOTHING, 0],
      [NOTHING, 0],
      [cell, platform],
      [NOTHING, 0],
    ],
  });

  it('is a move where nothing else differs, in the target and outside', () => {
    for (const cell of [delivered, inTarget]) {
      expect(moves(tapeOf(was(A, cell)), tapeOf(was(B, cell)))).toEqual({ ...NONE, alike: [0, 1] });
      expect(moves(tapeOf(was(A, cell)), tapeOf(was(A, cell)))).toEqual(NONE);
    }
  });

  it('is none where product, hours or channel differ too, or it was not served; nor is an order of another channel', () => {
    const elsewhere = [orderCell(SITE, 0, 1, 0), orderCell(OTHER, 0, 1, 0), LOST, NOTHING];
    for (const cell of [orderCell(DELIVERY, 0, 1, 1), orderCell(DELIVERY, 0, 0, 0), inTarget, ...elsewhere])
      expect(moves(tapeOf(was(A)), tapeOf(was(B, cell)))).toEqual(NONE);
    for (const cell of elsewhere) expect(moves(tapeOf(was(A, cell)), tapeOf(was(B, cell)))).toEqual(NONE);
  });

  it('goes away from a platform that has more lines down in one arm than in the other on that day, whichever arm', () => {
    const from = was(A);
    expect(moves(tapeOf(from), tapeOf({ ...was(B), down: [[1, A, 1]] }))).toEqual({ ...NONE, away: [0, 1] });
    expect(moves(tapeOf({ ...from, down: [[1, A, 1]] }), tapeOf(was(B)))).toEqual({ ...NONE, away: [0, 1] });
    expect(moves(tapeOf(from), tapeOf({ ...was(B), down: [[1, B, 1]] }))).toEqual({ ...NONE, back: [0, 1] });
    expect(moves(tapeOf({ ...from, down: [[1, B, 2]] }), tapeOf(was(B)))).toEqual({ ...NONE, back: [0, 1] });
  });

  it('is between alike where both platforms are hit, neither, one in both arms, or one on another day', () => {
    const alike = { ...NONE, alike: [0, 1] };
    const both: Written['down'] = [
      [1, A, 1],
      [1, B, 3],
    ];
    expect(moves(tapeOf(was(A)), tapeOf({ ...was(B), down: both }))).toEqual(alike);
    expect(moves(tapeOf({ ...was(A), down: [[1, A, 1]] }), tapeOf({ ...was(B), down: [[1, A, 1]] }))).toEqual(alike);
    for (const day of [0, 2, 3])
      expect(moves(tapeOf(was(A)), tapeOf({ ...was(B), down: [[day, A, 1]] }))).toEqual(alike);
    expect(moves(tapeOf(was(A)), tapeOf({ ...was(B), down: [[1, C, 1]] }))).toEqual(alike);
  });

  it('knows a platform by its key: one that a policy opened has another number in another arm', () => {
    const keys = [71, 80, 72, 73];
    const same = { ...was(2), keys };
    expect(moves(tapeOf(was(B)), tapeOf(same))).toEqual(NONE);
    expect(moves(tapeOf(was(B)), tapeOf({ ...same, down: [[1, 2, 1]] }))).toEqual(NONE);
    // A platform that is in one arm only is not hit by that.
    const opened = { ...was(1), keys };
    expect(moves(tapeOf(was(A)), tapeOf(opened))).toEqual({ ...NONE, alike: [0, 1] });
    expect(moves(tapeOf(opened), tapeOf(was(A)))).toEqual({ ...NONE, alike: [0, 1] });
    expect(moves(tapeOf(was(A)), tapeOf({ ...opened, down: [[1, 0, 1]] }))).toEqual({ ...NONE, away: [0, 1] });
  });

  it('is one by the next platform of a niche, and away from one that has closed in one arm only', () => {
    const [first, next] = [birth(A, 71, 0, 1), birth(A, 90, 1, N_DAYS)];
    const stays = [{ ...first, until: N_DAYS }, ...always(KEYS).slice(1)];
    const closed = [first, ...always(KEYS).slice(1), next];
    const one = tapeOf({ ...was(0), births: stays });
    // The first one of the niche is not there any more: to the next one, or to one that is in both arms.
    expect(moves(one, tapeOf({ ...was(3), births: closed }))).toEqual({ ...NONE, away: [0, 1] });
    expect(moves(one, tapeOf({ ...was(1), births: closed }))).toEqual({ ...NONE, away: [0, 1] });
    expect(moves(tapeOf({ ...was(1), births: closed }), one)).toEqual({ ...NONE, back: [0, 1] });
    // Closed in both arms, opened again in both: the same platform, whatever its number.
    const again = [first, next, ...always(KEYS).slice(1)];
    expect(moves(tapeOf({ ...was(3), births: closed }), tapeOf({ ...was(1), births: again }))).toEqual(NONE);
    expect(moves(tapeOf({ ...was(3), births: closed }), tapeOf({ ...was(2), births: again }))).toEqual({
      ...NONE,
      alike: [0, 1],
    });
  });

  it('turns round when arms are exchanged, and counts in the window and on the day on which it first fell due', () => {
    const one: Written = {
      cells: [
        [delivered, A],
        [delivered, B],
        [delivered, A],
        [inTarget, C],
        [inTarget, A],
        [delivered, B],
        [delivered, C],
      ],
      down: [[2, B, 1]],
    };
    const two: Written = {
      cells: [
        [delivered, B],
        [delivered, A],
        [delivered, B],
        [inTarget, A],
        [inTarget, B],
        [delivered, C],
        [LOST, A],
      ],
      down: [
        [0, A, 1],
        [1, C, 1],
      ],
    };
    const there = moves(tapeOf(one), tapeOf(two));
    expect(there).toEqual({ away: [1, 2], back: [1, 1], alike: [0, 1] });
    expect(moves(tapeOf(two), tapeOf(one))).toEqual({ ...there, away: there.back, back: there.away });
  });
});
