// The points of a sweep, and the runs at them: what there is to do, in an order that depends on the file alone.
import type { Parsed } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { Sweep } from '../../scenario/sweep/parse.ts';
import { type Rows, settingsOf } from './designs/design.ts';
import { factorial, lhs, morris, saltelli, sobol, table, zip } from './designs/design-list.ts';
import { type Identify, identityOf, runId } from './identity.ts';
import type { Values } from './sweep.ts';

/** A point without its scenario, which is made when it runs. */
export interface PlannedPoint {
  id: string;
  values: Values;
}

/** Points that run side by side on one ground, see {@link Identity}. */
export interface Unit {
  points: PlannedPoint[];
}

export interface Plan {
  /** In the order of the design; two may have one id where their values come to the same. */
  points: PlannedPoint[];
  /** Each id is in one of them. */
  units: Unit[];
}

/**
 * Most points that run side by side: with k points of two arms, k + 1 arms and a pilot are run in place of 2k arms and k
 * pilots, so that more than these win little. On the quickstart nine beside each other took seven tenths of the
 * processor's time of nine alone (Node 20).
 */
const MOST_BESIDE = 16;
/** An arm takes about 300 bytes a customer: customers of all arms of a run, in about 600 MB. */
const MOST_CUSTOMERS = 2_000_000;

/** How many points of a sweep run side by side. */
export const mostBesideOf = ({ customers, arms }: Scenario): number =>
  Math.max(
    1,
    Math.min(MOST_BESIDE, Math.floor(MOST_CUSTOMERS / customers.count / Math.max(1, Object.keys(arms).length - 1))),
  );

/** Thrown where a point's scenario is refused. */
export class BadPoint extends Error {
  readonly values: Values;
  readonly faults: (Parsed & { ok: false })['faults'];
  constructor(values: Values, faults: (Parsed & { ok: false })['faults']) {
    super(`no scenario at ${values.join(', ')}`);
    this.values = values;
    this.faults = faults;
  }
}

const DESIGNS = { factorial, lhs, morris, saltelli, sobol, table, zip };

/** Rows of the design; throws a {@link BadDesign} where it cannot be made of these factors. */
function rowsOf({ design, factors }: Pick<Sweep, 'design' | 'factors'>): Rows {
  const { faultIn, rowsOf } = DESIGNS[design.kind];
  const settings = settingsOf(design.settings);
  const fault = faultIn(factors, settings);
  if (fault !== null) throw new BadDesign(`design ${design.kind}: ${fault}`);
  return rowsOf(factors, settings);
}

/** Thrown where a design cannot be made of a sweep's factors. */
export class BadDesign extends Error {}

/** All points with their ids. Every scenario is made and checked once, and none is kept. Throws a {@link BadPoint}. */
export function planSweep(
  sweep: Pick<Sweep, 'design' | 'factors' | 'scenario' | 'scenarioAt'>,
  identify: Identify,
  mostBeside = mostBesideOf(sweep.scenario),
): Plan {
  const points: PlannedPoint[] = [];
  const units: Unit[] = [];
  const open = new Map<string, Unit>();
  const seen = new Set<string>();
  const rows = rowsOf(sweep);
  for (let row = 0; row < rows.length; row++) {
    const values = rows.valuesOf(row);
    const parsed = sweep.scenarioAt(values);
    if (!parsed.ok) throw new BadPoint(values, parsed.faults);
    const { id, world } = identityOf(parsed.scenario, identify);
    const point = { id, values };
    points.push(point);
    if (seen.has(id)) continue;
    seen.add(id);
    let unit = open.get(world);
    if (!unit || unit.points.length >= mostBeside) {
      unit = { points: [] };
      units.push(unit);
      open.set(world, unit);
    }
    unit.points.push(point);
  }
  return { points, units };
}

/** One engine run: a replicate of the points of a unit that are still to do. */
export interface SweepTask {
  points: readonly PlannedPoint[];
  replicate: number;
}

/** A part of the tasks: the nth of so many, from 1. Parts of one plan share nothing and miss nothing. */
export interface Part {
  nth: number;
  of: number;
}

/** Tasks of what is not done, unit by unit and replicate by replicate. */
export function* tasksOf(
  { units }: Plan,
  replicates: readonly number[],
  isDone: (run: string) => boolean,
  hash: Identify['hash'],
  { nth, of }: Part = { nth: 1, of: 1 },
): Generator<SweepTask> {
  let place = 0;
  for (const unit of units)
    for (const replicate of replicates) {
      if (place++ % of !== nth - 1) continue;
      const points = unit.points.filter(({ id }) => !isDone(runId(id, replicate, hash)));
      if (points.length > 0) yield { points, replicate };
    }
}
