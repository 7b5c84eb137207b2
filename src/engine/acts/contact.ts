// Whether a platform whose number was cut has found a client again: some at once, the rest week by week.
import { field } from '../../fields/field.ts';
import { real, share } from '../../fields/kinds.ts';
import { eventOfPair, type Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import type { Lines, Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { part, type Values } from '../kernel/part.ts';
import { type OwnLineNeeds, ownLineOf } from './own-line.ts';

const NUMBER_CUT = 'MODEL 5, number cut; assumption';

const fields = {
  investigation: {
    number_reached_at_once: field(share().default(0.5), {
      text: 'Share of the clients of a line, of those not lost, who hear of its new number as soon as it is back.',
      unit: 'share',
      plausible: '0.3-0.8',
      grade: 'A',
      source: NUMBER_CUT,
    }),
    number_reached_mean_weeks: field(real(0.1, 100).default(2), {
      text: 'Mean time from the return of the number until the other clients hear of it.',
      unit: 'weeks',
      plausible: '1-4',
      grade: 'S direction, A size',
      source: `${NUMBER_CUT}; founding article 2024`,
    }),
  },
};

const streams = ['contact'] as const;

export type ContactGiven = Values<typeof fields>;

export type ContactNeeds = OwnLineNeeds & {
  clock: Clock;
  scenario: ContactGiven;
  streams: Streams<(typeof streams)[number]>;
  platforms: Pick<Platforms, 'key'>;
  lines: Pick<Lines, 'contactFrom'>;
};

/** Mean times after which everyone is taken to be found: of the rest e^−12 are. */
const MOST_MEANS = 12;

/** Days from the return of a number until all clients are taken to be found. */
export const contactDays = ({ investigation }: ContactGiven): number =>
  Math.ceil(MOST_MEANS * DAYS_PER_WEEK * investigation.number_reached_mean_weeks);

/**
 * Whether a client can reach a platform today. Who is found at once is a trait of client and platform, and in a week of
 * the run the rest are found by a draw of that week: so a further cut never brings anyone back sooner.
 */
export function createContact(world: ContactNeeds): (platform: number, customer: number) => boolean {
  const { clock, lines, platforms, scenario } = world;
  const { contactFrom } = lines;
  const { k0, k1 } = world.streams.contact;
  const { number_reached_at_once: atOnce, number_reached_mean_weeks: meanWeeks } = scenario.investigation;
  const perWeek = -Math.expm1(-1 / meanWeeks);

  return (platform, customer) => {
    const back = contactFrom[ownLineOf(world, platform, customer)];
    if (back < 0) return true;
    if (clock.day < back) return false;
    const key = platforms.key[platform];
    if (uniform(threefry(k0, k1, customer, eventOfPair(-1, key))) < atOnce) return true;
    const thisWeek = Math.floor(clock.day / DAYS_PER_WEEK);
    for (let week = Math.floor(back / DAYS_PER_WEEK) + 1; week <= thisWeek; week++)
      if (uniform(threefry(k0, k1, customer, eventOfPair(week, key))) < perWeek) return true;
    return false;
  };
}

export const contact = part({ fields, streams });
