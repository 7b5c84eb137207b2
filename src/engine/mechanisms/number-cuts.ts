// Number cuts, daily: a line loses its phone number. It cannot sell for some days and loses part of its clients.
import { field } from '../../fields/field.ts';
import { real, share, whole } from '../../fields/kinds.ts';
import { wholeMinutes } from '../../units.ts';
import { type LoseClientsNeeds, loseClients } from '../acts/clients.ts';
import { type OwnLineNeeds, ownLineOf } from '../acts/own-line.ts';
import type { Effort } from '../entities/effort.ts';
import { LINE, type Lines, type PlatformCounts } from '../entities/platforms.ts';
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
  LoseClientsNeeds &
  OwnLineNeeds & {
    counts: PlatformCounts;
    lines: Pick<Lines, 'count' | 'platform' | 'state' | 'downUntil'>;
    effort: Pick<Effort, 'numberMin'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, lines, effort, scenario } = world;
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
      loseClients(
        world,
        p,
        1 - investigation.number_forgotten_share,
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
    'number-cuts': { when: 'day', text: 'Lines lose their number, and with it some of their clients.', run },
  },
});
