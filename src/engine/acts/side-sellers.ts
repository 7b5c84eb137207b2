// Which couriers sell a second product of their own to clients of their platform: a trait of the person.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import type { Couriers } from '../entities/couriers.ts';
import { type Own, part } from '../kernel/part.ts';

const sections = {
  side_selling: { text: 'What couriers sell on the side to clients of their platform, unseen by its manager.' },
};

const fields = {
  side_selling: {
    share: field(share().default(0.2), {
      symbol: 's',
      text: 'Share of those found for posts who sell a second product of their own.',
      unit: 'share',
      plausible: '0.1-0.3',
      grade: 'S direction, A size',
      source: 'MODEL 6, side-selling; founding article 2024',
    }),
  },
};

const streams = ['side-sellers'] as const;

export type SideSellersNeeds = Own<{ fields: typeof fields; streams: typeof streams }> & {
  scenario: { mechanisms: { readonly side_selling: boolean } };
  couriers: Pick<Couriers, 'key'>;
};

/** Whether the n-th person of a post, the first one 0, sells on the side; the same in all arms. */
export const sellsAside = ({ scenario, streams, couriers }: SideSellersNeeds, post: number, n: number): boolean =>
  scenario.mechanisms.side_selling &&
  draw(streams['side-sellers'], couriers.key[post], n) < scenario.side_selling.share;

export const sideSellers = part({ sections, fields, streams });
