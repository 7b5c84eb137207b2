// The evaluator's view of a record: which events count as target, buffer and control.
import {
  type ArmRecord,
  CALL_CHANNELS,
  EVENT_MEASURES,
  type EventKind,
  eventsAt,
  VIOLENCE_MEASURES,
  violenceAt,
  zoneEventsAt,
  zoneViolenceAt,
} from '../engine/kernel/record.ts';
import { type AreaCount, type AreaRole, ROLES } from './estimators/estimator.ts';

/** Where displacement is looked for. */
export type Dimension = 'places' | 'channels' | 'hours';

/** What is counted, and where displacement is looked for: around the target, in the other channel, outside policy hours. */
export interface View {
  events: EventKind;
  dimension: Dimension;
  /** Number of rings around the target in its buffer; 0 if the buffer is not an area. */
  nBufferRings: number;
}

/** Counts of one kind of events over some days, laid out as one day or one window of the record. */
export type Tally = ArrayLike<number>;

/** One row of an evaluation: positions of its counts in a tally. */
export interface Area {
  area: string;
  role: AreaRole;
  weight: number;
  cells: readonly number[];
}

/** Dimensions for a kind of events; events without channel and hour have places only. */
export const dimensionsOf = (events: EventKind): readonly Dimension[] => SOURCES[events].dimensions;

/** Whether any event of a kind happened on any day, recorded or not. */
export function hasRecordedEvents(record: ArmRecord, events: EventKind): boolean {
  const { byDay, parts, columns } = SOURCES[events];
  const counts = byDay.counts(record);
  for (let day = 0; day < record.nDays; day++)
    for (let role = 0; role < record.nRings + 3; role++)
      for (const part of parts) if (counts[byDay.at(record, day, role, part) + columns.all]! > 0) return true;
  return false;
}

/** Counts from day `from` until the day before `to`. */
export function tallyDays(record: ArmRecord, events: EventKind, from: number, to: number): Tally {
  const { byDay, parts } = SOURCES[events];
  const counts = byDay.counts(record);
  const width = byDay.at(record, 1, 0, parts[0]!);
  const sums = new Float64Array(width);
  for (let i = from * width; i < to * width; i++) sums[i % width] += counts[i];
  return sums;
}

/** Counts by zone over a whole window, an index into WINDOWS. */
export function tallyWindow(record: ArmRecord, events: EventKind, window: number): Tally {
  const { byZone, parts } = SOURCES[events];
  return byZone
    .counts(record)
    .subarray(byZone.at(record, window, 0, parts[0]!), byZone.at(record, window + 1, 0, parts[0]!));
}

/**
 * One row for each role that has zones, for a tally of days. The weight of a control scales it to the number of zones
 * of the role that it is compared with.
 */
export function areasOf(record: ArmRecord, view: View): Area[] {
  const { byDay, parts } = SOURCES[view.events];
  const nZones = new Uint32Array(record.nRings + 3);
  for (const zoneRole of record.zoneRole) nZones[zoneRole]++;
  const zonesIn: Partial<Record<AreaRole, number>> = {};
  const areas: Area[] = [];
  for (const role of ROLES) {
    const cells: number[] = [];
    let zones = 0;
    for (const [zoneRole, count] of nZones.entries()) {
      const own = parts.filter((part) => roleIn(view, zoneRole, record.nRings, part) === role);
      if (count === 0 || own.length === 0) continue;
      zones += count;
      cells.push(...own.map((part) => byDay.at(record, 0, zoneRole, part)));
    }
    if (zones === 0) continue;
    zonesIn[role] = zones;
    const compared = role === 'control' ? zonesIn.target : role === 'buffer_control' ? zonesIn.buffer : undefined;
    areas.push({ area: role, role, weight: (compared ?? zones) / zones, cells });
  }
  return areas;
}

/**
 * One row for each zone of the city, whatever its role, for a tally of a window: in `places` its calls about sites, or its
 * acts of violence; calls about sites and those about deliveries apart in `channels`; in and out of hours apart in `hours`.
 */
export function patternAreasOf(record: ArmRecord, events: EventKind, dimension: Dimension): Area[] {
  const { byZone, parts } = SOURCES[events];
  const rows = PATTERN_ROWS[dimension].map((belongs) => parts.filter(belongs));
  const places: View = { events, dimension: 'places', nBufferRings: record.nRings };
  return Array.from(record.zoneRole).flatMap((zoneRole, zone) =>
    rows.map((own, number) => ({
      area: `zone ${zone}, part ${number}`,
      role: roleIn(places, zoneRole, record.nRings, parts[0]!)!,
      weight: 1,
      cells: own.map((part) => byZone.at(record, 0, zone, part)),
    })),
  );
}

/** Counts before and after, row by row, as an estimator takes them: of all events of a kind, or of those on record. */
export function areaCountsOf(
  areas: readonly Area[],
  before: Tally,
  after: Tally,
  events: EventKind,
  which: 'all' | 'recorded',
): AreaCount[] {
  const column = SOURCES[events].columns[which];
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

/** What the counts of a role or zone are split into; null for events without channel or hour. */
interface Part {
  channel: number | null;
  inHours: number | null;
}

/** Where in a record the counts of a part lie: by day and role, or by window and zone. */
interface Table {
  counts: (record: ArmRecord) => Uint32Array;
  at: (record: ArmRecord, when: number, where: number, part: Part) => number;
}

interface Source {
  dimensions: readonly Dimension[];
  parts: readonly Part[];
  byDay: Table;
  byZone: Table;
  /** Columns of the measures, counted from the first of a part. */
  columns: { all: number; recorded: number };
}

const SITE = CALL_CHANNELS.indexOf('site');

const SOURCES: Record<EventKind, Source> = {
  calls: {
    dimensions: ['places', 'channels', 'hours'],
    parts: CALL_CHANNELS.flatMap((_, channel) => [0, 1].map((inHours): Part => ({ channel, inHours }))),
    byDay: {
      counts: ({ events }) => events,
      at: (record, day, role, { channel, inHours }) => eventsAt(record, day, role, channel!, inHours!),
    },
    byZone: {
      counts: ({ zoneEvents }) => zoneEvents,
      at: (record, window, zone, { channel, inHours }) => zoneEventsAt(record, window, zone, channel!, inHours!),
    },
    columns: { all: EVENT_MEASURES.indexOf('calls'), recorded: EVENT_MEASURES.indexOf('calls_recorded') },
  },
  violence: {
    dimensions: ['places'],
    parts: [{ channel: null, inHours: null }],
    byDay: { counts: ({ violence }) => violence, at: violenceAt },
    byZone: { counts: ({ zoneViolence }) => zoneViolence, at: zoneViolenceAt },
    columns: {
      all: VIOLENCE_MEASURES.indexOf('violence'),
      recorded: VIOLENCE_MEASURES.indexOf('violence_recorded'),
    },
  },
};

/** Which parts make up each row that a zone has in a pattern. */
const PATTERN_ROWS: Record<Dimension, readonly ((part: Part) => boolean)[]> = {
  places: [isOfSites],
  channels: CALL_CHANNELS.map((_, c) => (part) => part.channel === c),
  hours: [0, 1].map((h) => (part) => isOfSites(part) && part.inHours === h),
};

/** Not about deliveries. */
function isOfSites({ channel }: Part): boolean {
  return channel === SITE || channel === null;
}

/** Role of events of a zone in a view; null if the view leaves them out. */
function roleIn(view: View, zoneRole: number, nRings: number, part: Part): AreaRole | null {
  const isTarget = zoneRole === 0;
  const isControl = zoneRole === nRings + 1;
  const isSite = isOfSites(part);
  switch (view.dimension) {
    case 'places':
      if (!isSite) return null;
      if (isTarget) return 'target';
      if (isControl) return 'control';
      if (zoneRole === nRings + 2) return 'buffer_control';
      return zoneRole <= view.nBufferRings ? 'buffer' : null;
    case 'channels':
      if (isTarget) return isSite ? 'target' : 'buffer';
      if (isControl) return isSite ? 'control' : 'buffer_control';
      return null;
    case 'hours':
      if (!isSite) return null;
      if (isTarget) return part.inHours === 1 ? 'target' : 'buffer';
      if (isControl) return part.inHours === 1 ? 'control' : 'buffer_control';
      return null;
  }
}
