// Number lapse, weekly: prepaid numbers that nobody renews lapse. The line is back in days, without part of its clients.
import { field } from '../../fields/field.ts';
import { toggle, whole } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { type LoseClientsNeeds, loseClients } from '../acts/clients.ts';
import { type OwnLineNeeds, ownLineOf } from '../acts/own-line.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const FILE = 'MODEL 6, client file';

const submodel = {
  section: '6',
  text: 'The number of a line lapses with a probability a week; it is back after some days, and a share of its clients is lost for good.',
  grade: 'S',
  source: `${FILE}; founding article 2024`,
};

const fields = {
  client_files: {
    lapse_days: field(whole(1, 365).default(10), {
      text: 'Days until a line whose number has lapsed sells again.',
      unit: 'days',
      plausible: '3-21',
      grade: 'A',
      source: FILE,
    }),
  },
};

const switches = {
  number_lapses: toggle('Prepaid numbers that nobody renews lapse.', 'S direction, A size', FILE),
};

const streams = ['number-lapse'] as const;

const counts = dailyCounts({
  number_lapses: { text: 'Numbers of lines that lapsed.', unit: 'lines' },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  LoseClientsNeeds &
  OwnLineNeeds & {
    scenario: { client_files: { readonly lapse_lost_share: number } };
    platforms: Pick<Platforms, 'status' | 'lapsePerWeek' | 'contactUntil'>;
    lines: Pick<Lines, 'count' | 'platform' | 'key' | 'state' | 'downUntil' | 'contactFrom'>;
  };

/** As a number cut, but that all who are not lost are back at once: nobody has to be found again. */
const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, lines, scenario } = world;
  const { lapse_days: days, lapse_lost_share: lost } = scenario.client_files;
  const key = world.streams['number-lapse'];

  return () => {
    const week = clock.day / DAYS_PER_WEEK;
    for (let line = 0; line < lines.count; line++) {
      const p = lines.platform[line];
      const chance = platforms.lapsePerWeek[p];
      if (chance === 0 || lines.state[line] !== LINE.up || platforms.status[p] !== PLATFORM_STATUS.active) continue;
      if (draw(key, lines.key[line], week) >= chance) continue;
      const back = clock.day + days;
      lines.state[line] = LINE.cut;
      lines.downUntil[line] = back;
      lines.contactFrom[line] = back;
      platforms.contactUntil[p] = Math.max(platforms.contactUntil[p], back);
      add(counts.number_lapses, clock.reportedDay, 1);
      loseClients(world, p, 1 - lost, key, (customer) => ownLineOf(world, p, customer) === line);
    }
  };
};

export const numberLapse = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  phases: {
    'number-lapse': { when: 'week', text: 'Lines lose a number that nobody renewed, and part of their clients.', run },
  },
});
