// What an evaluator in the field makes of counts: which calls are target, buffer and control. Knows no estimator.
import { type ArmRecord, CALL_CHANNELS, EVENT_MEASURES, eventsAt, zoneEventsAt } from '../engine/record.ts';
import type { Dimension } from '../experiment/comparison.ts';
import { type AreaCount, ROLES, type Role } from './estimators/estimator.ts';

/** Where displacement is looked for: around the target, in the other channel, or outside the policies' hours. */
export interface View {
  dimension: Dimension;
  /** Rings around the target that make up its buffer; 0 where the buffer is no place. */
  nBufferRings: number;
}

/** Counts over some days: as one day of `events`, or one window of `zoneEvents`. */
export type Tally = ArrayLike<number>;

/** One row of an evaluation: where its counts stand in a tally. */
export interface Area {
  area: string;
  role: Role;
  weight: number;
  cells: readonly number[];
}

/** Counts of `events` from day `from` until the day before `to`. */
export function tallyDays(record: ArmRecord, from: number, to: number): Tally {
  const width = eventsAt(record, 1, 0, 0, 0);
  const sums = new Float64Array(width);
  for (let i = from * width; i < to * width; i++) sums[i % width] += record.events[i];
  return sums;
}

/** Counts of `zoneEvents` over a whole window, an index into WINDOWS. */
export const tallyWindow = (record: ArmRecord, window: number): Tally =>
  record.zoneEvents.subarray(zoneEventsAt(record, window, 0, 0, 0), zoneEventsAt(record, window + 1, 0, 0, 0));

/**
 * One row for each role that has zones, for a tally of days. The weight of a control brings it to as many zones as that
 * holds which it is compared with.
 */
export function areasOf(record: ArmRecord, view: View): Area[] {
  const nZones = new Uint32Array(record.nRings + 3);
  for (const zoneRole of record.zoneRole) nZones[zoneRole]++;
  const zonesIn: Partial<Record<Role, number>> = {};
  const areas: Area[] = [];
  for (const role of ROLES) {
    const cells: number[] = [];
    let zones = 0;
    for (const [zoneRole, count] of nZones.entries()) {
      const own = KINDS.filter(
        ([channel, inHours]) => roleIn(view, zoneRole, record.nRings, channel, inHours) === role,
      );
      if (count === 0 || own.length === 0) continue;
      zones += count;
      cells.push(...own.map(([channel, inHours]) => eventsAt(record, 0, zoneRole, channel, inHours)));
    }
    if (zones === 0) continue;
    zonesIn[role] = zones;
    const compared = role === 'control' ? zonesIn.target : role === 'buffer_control' ? zonesIn.buffer : undefined;
    areas.push({ area: role, role, weight: (compared ?? zones) / zones, cells });
  }
  return areas;
}

/**
 * One row for each zone of the city, whatever its role, for a tally of a window: its calls about sites in `places`; these
 * and those about deliveries apart in `channels`; in and out of hours apart in `hours`.
 */
export function patternAreasOf(record: ArmRecord, dimension: Dimension): Area[] {
  const parts = PATTERN_PARTS[dimension];
  return Array.from(record.zoneRole).flatMap((zoneRole, zone) =>
    parts.map((kinds, part) => ({
      area: `zone ${zone}, part ${part}`,
      role: roleIn({ dimension: 'places', nBufferRings: record.nRings }, zoneRole, record.nRings, SITE, 0)!,
      weight: 1,
      cells: kinds.map(([channel, inHours]) => zoneEventsAt(record, 0, zone, channel, inHours)),
    })),
  );
}

/** Counts of one of EVENT_MEASURES before and after, row by row, as an estimator takes them. */
export function countsOf(
  areas: readonly Area[],
  before: Tally,
  after: Tally,
  measure: (typeof EVENT_MEASURES)[number],
): AreaCount[] {
  const column = EVENT_MEASURES.indexOf(measure);
  const sum = (tally: Tally, cells: readonly number[]) =>
    cells.reduce((total, cell) => total + tally[cell + column], 0);
  return areas.map(({ area, role, weight, cells }) => ({
    area,
    role,
    weight,
    before: sum(before, cells),
    after: sum(after, cells),
  }));
}

type Kind = readonly [channel: number, inHours: number];

const SITE = CALL_CHANNELS.indexOf('site');
const KINDS: readonly Kind[] = CALL_CHANNELS.flatMap((_, channel): Kind[] =>
  [0, 1].map((inHours) => [channel, inHours]),
);
const PATTERN_PARTS: Record<Dimension, readonly (readonly Kind[])[]> = {
  places: [KINDS.filter(([channel]) => channel === SITE)],
  channels: CALL_CHANNELS.map((_, c) => KINDS.filter(([channel]) => channel === c)),
  hours: [0, 1].map((h) => KINDS.filter(([channel, inHours]) => channel === SITE && inHours === h)),
};

/** What calls from a zone of this role are in a view; null where it leaves them out. */
function roleIn(view: View, zoneRole: number, nRings: number, channel: number, inHours: number): Role | null {
  const isTarget = zoneRole === 0;
  const isControl = zoneRole === nRings + 1;
  switch (view.dimension) {
    case 'places':
      if (channel !== SITE) return null;
      if (isTarget) return 'target';
      if (isControl) return 'control';
      if (zoneRole === nRings + 2) return 'buffer_control';
      return zoneRole <= view.nBufferRings ? 'buffer' : null;
    case 'channels':
      if (isTarget) return channel === SITE ? 'target' : 'buffer';
      if (isControl) return channel === SITE ? 'control' : 'buffer_control';
      return null;
    case 'hours':
      if (channel !== SITE) return null;
      if (isTarget) return inHours === 1 ? 'target' : 'buffer';
      if (isControl) return inHours === 1 ? 'control' : 'buffer_control';
      return null;
  }
}
