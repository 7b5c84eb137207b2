// Number cuts, daily: a line loses its phone number. It is back in some days, and finds most of its clients again.
import { field } from '../../fields/field.ts';
import { complain, real, section, share, whole } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { wholeMinutes } from '../../units.ts';
import { type LoseClientsNeeds, loseClients } from '../acts/clients.ts';
import { type ContactGiven, contactDays } from '../acts/contact.ts';
import { type OwnLineNeeds, ownLineOf } from '../acts/own-line.ts';
import type { Effort } from '../entities/effort.ts';
import { LINE, type Lines, type PlatformCounts, type Platforms } from '../entities/platforms.ts';
import { mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'A line that drew the officer-hours of one cut is without a number for some days; few of its clients are lost, the others hear of the new number at once or within weeks.',
  grade: 'S direction, A size',
  source: 'MODEL 5, number cut; founding article 2024',
};

const DAYS = { unit: 'days', grade: 'A', source: 'MODEL 5, number cut; assumption' } as const;
const number_back_days = section('Days until a line with a cut number sells again under another, each as likely.', {
  least: field(whole(1, 365).default(2), { text: 'Fewest days.', plausible: '1-7', ...DAYS }),
  most: field(whole(1, 365).default(7), { text: 'Most days.', plausible: '2-14', ...DAYS }),
}).superRefine(
  complain(({ least, most }) =>
    least <= most ? [] : [{ path: ['most'], what: 'below least', got: most, expected: `at least ${least}` }],
  ),
);

const fields = {
  investigation: {
    number_cut_officer_h: field(real(0.1, 100_000).default(80), {
      text: 'Officer-hours to have the number of one line cut.',
      unit: 'h',
      plausible: '20-400',
      grade: 'A',
      source: 'MODEL 5, number cut; assumption',
    }),
    number_back_days,
    number_lost_share: field(share().default(0.1), {
      text: "Share of a line's clients who lose the platform for good with its number.",
      unit: 'share',
      plausible: '0.05-0.15',
      grade: 'S direction, A size',
      source: 'MODEL 5, number cut; assumption',
    }),
  },
};

const streams = ['number-cut'] as const;

type Needs = Own<{ fields: typeof fields; streams: typeof streams }> &
  LoseClientsNeeds &
  OwnLineNeeds & {
    scenario: ContactGiven;
    counts: PlatformCounts;
    platforms: Pick<Platforms, 'contactUntil'>;
    lines: Pick<Lines, 'count' | 'platform' | 'key' | 'state' | 'downUntil' | 'contactFrom'>;
    effort: Pick<Effort, 'numberMin'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, lines, effort, scenario } = world;
  const { investigation } = scenario;
  const { numberMin } = effort;
  const neededMin = wholeMinutes(investigation.number_cut_officer_h);
  const { least, most } = investigation.number_back_days;
  const allFoundDays = contactDays(scenario);
  const key = world.streams['number-cut'];

  return () => {
    for (let line = 0; line < lines.count; line++) {
      if (numberMin[line] < neededMin || lines.state[line] !== LINE.up) continue;
      lines.state[line] = LINE.cut;
      const p = lines.platform[line];
      const back = clock.day + least + Math.floor((most - least + 1) * draw(key, lines.key[line], clock.day));
      lines.downUntil[line] = back;
      lines.contactFrom[line] = back;
      platforms.contactUntil[p] = Math.max(platforms.contactUntil[p], back + allFoundDays);
      add(counts.lines_cut, clock.reportedDay, 1);
      loseClients(
        world,
        p,
        1 - investigation.number_lost_share,
        key,
        (customer) => ownLineOf(world, p, customer) === line,
      );
    }
  };
};

export const numberCuts = mechanism({
  submodel,
  fields,
  streams,
  phases: {
    'number-cuts': {
      when: 'day',
      text: 'Lines lose their number, some clients for good, others until they hear of the new one.',
      run,
    },
  },
});
