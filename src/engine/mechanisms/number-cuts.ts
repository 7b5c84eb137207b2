// Number cuts, daily: a line loses its phone number. It cannot sell for some days and loses part of its clients.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, whole } from '../../fields/kinds.ts';
import { wholeMinutes } from '../../units.ts';
import { type LoseClientsNeeds, loseClients } from '../acts/clients.ts';
import { sectorOf } from '../acts/sector.ts';
import { U16, U16_STRIDE } from '../entities/customers.ts';
import type { Effort } from '../entities/effort.ts';
import { DISPATCH, LINE, type Lines, type PlatformCounts, type Platforms } from '../entities/platforms.ts';
import { mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'A line that drew the officer-hours of one cut is without a number for some days and loses a share of its clients.',
  grade: 'S direction, A size',
  source: 'MODEL 5, number cut; founding article 2024',
};

const fields = {
  investigation: {
    number_cut_officer_h: field(real(0.1, 100_000).default(80), {
      text: 'Officer-hours to have the number of one line cut.',
      unit: 'h',
      plausible: '20-400',
      grade: 'A',
      source: 'MODEL 5, number cut; assumption',
    }),
    number_back_days: field(whole(1, 365).default(4), {
      text: 'Days until a line with a cut number sells again under another.',
      unit: 'days',
      plausible: '1-14',
      grade: 'A',
      source: 'MODEL 5, number cut; assumption',
    }),
    number_forgotten_share: field(share().default(0.5), {
      text: "Share of a line's clients who lose the platform with its number.",
      unit: 'share',
      grade: 'S direction, A size',
      source: 'MODEL 5, number cut; the file is half recovered',
    }),
  },
};

const streams = ['number-cut'] as const;

type Needs = Own<{ fields: typeof fields; streams: typeof streams }> &
  LoseClientsNeeds & {
    counts: PlatformCounts;
    city: Pick<City, 'xKm' | 'yKm'>;
    platforms: Pick<Platforms, 'dispatch' | 'homeZone' | 'firstLine' | 'nLines'>;
    lines: Pick<Lines, 'count' | 'platform' | 'state' | 'downUntil'>;
    effort: Pick<Effort, 'numberMin'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, lines, customers, effort, city, scenario } = world;
  const { investigation } = scenario;
  const { numberMin } = effort;
  const neededMin = wholeMinutes(investigation.number_cut_officer_h);
  const key = world.streams['number-cut'];

  return () => {
    for (let line = 0; line < lines.count; line++) {
      if (numberMin[line] < neededMin || lines.state[line] !== LINE.up) continue;
      lines.state[line] = LINE.cut;
      lines.downUntil[line] = clock.day + investigation.number_back_days;
      add(counts.lines_cut, clock.reportedDay, 1);
      const p = lines.platform[line];
      loseClients(world, p, 1 - investigation.number_forgotten_share, key, (customer) => lineOf(p, customer) === line);
    }
  };

  /** The line that serves a client, as in dispatch. */
  function lineOf(p: number, customer: number): number {
    const nLines = platforms.nLines[p];
    const zone = customers.u16[customer * U16_STRIDE + U16.zone];
    const own =
      platforms.dispatch[p] === DISPATCH.sector
        ? sectorOf(city, platforms.homeZone[p], zone, nLines)
        : customer % nLines;
    return platforms.firstLine[p] + own;
  }
};

export const numberCuts = mechanism({
  submodel,
  fields,
  streams,
  phases: {
    'number-cuts': { when: 'day', text: 'Lines lose their number, and with it some of their clients.', run },
  },
});
