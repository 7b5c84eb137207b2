// New products of unknown composition: from when they are in catalogues, who sells them and who wants them.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { draw, type Streams } from '../../random/streams.ts';
import { dayNumber } from '../../units.ts';
import { type Customers, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Own, part, type Values } from '../kernel/part.ts';
import { PRODUCT } from '../kernel/record.ts';

const ARTICLE = 'founding article 2024';

const sections = {
  catalogue: { text: 'New products of unknown composition: from when platforms offer them, and who wants them.' },
};

const fields = {
  catalogue: {
    unknown_from: field(
      z.union([z.literal('never'), z.iso.date('`never`, or a date as YYYY-MM-DD')]).default('never'),
      {
        text: 'Date from which catalogues hold a product of unknown composition; `never` for none.',
        unit: '',
        grade: 'S direction, A size',
        source: ARTICLE,
      },
    ),
    unknown_platform_share: field(share().default(0.2), {
      text: 'Share of platforms that sell it from then on.',
      unit: 'share',
      plausible: '0.05-0.5',
      grade: 'A',
      source: 'assumption',
    }),
    unknown_customer_share: field(share().default(0.05), {
      text: 'Share of the customers who prefer the main product who want it while a platform that they know sells it.',
      unit: 'share',
      plausible: '0.01-0.15',
      grade: 'A',
      source: 'assumption',
    }),
    unknown_gift_share: field(share().default(0.02), {
      text: 'Share of the deliveries of a platform that sells it to which some of it is added as a gift.',
      unit: 'share',
      plausible: '0-0.1',
      grade: 'S direction, A size',
      source: ARTICLE,
    }),
    unknown_gift_g: field(real(0.001, 10).default(0.2), {
      text: 'Amount of such a gift.',
      unit: 'g',
      grade: 'A',
      source: 'assumption',
    }),
  },
};

const switches = {
  new_products: toggle(
    'Products of unknown composition come with catalogues, as orders and as gifts.',
    'S direction, A size',
    `MODEL 4, choose; ${ARTICLE}`,
    { inPilot: true },
  ),
};

const streams = ['new-products'] as const;

/** Events of the 'new-products' stream: of a niche, and of a customer. */
const EVENT = { niche: 0, customer: 1 } as const;

type Given = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'];

const neverComes = ({ mechanisms, catalogue }: Given): boolean =>
  !mechanisms.new_products || catalogue.unknown_from === 'never';

/** Values of the fields here, as a scenario has them. */
export type CatalogueGiven = Values<typeof fields>;

export interface NicheProductNeeds {
  scenario: Given;
  streams: Streams<(typeof streams)[number]>;
}

/** Whether the platforms of a niche sell the product of unknown composition once it is there. */
export const nicheSellsUnknown = ({ scenario, streams }: NicheProductNeeds, niche: number): boolean =>
  !neverComes(scenario) &&
  draw(streams['new-products'], niche, EVENT.niche) < scenario.catalogue.unknown_platform_share;

export interface ArrivalNeeds {
  scenario: Given & { time: { readonly start_date: string } };
  clock: Pick<Clock, 'reportedDay'>;
}

/** A function that says whether the product of unknown composition is there today. */
export function createArrival({ scenario, clock }: ArrivalNeeds): () => boolean {
  const from = scenario.catalogue.unknown_from;
  if (neverComes(scenario) || from === 'never') return () => false;
  const fromDay = dayNumber(from) - dayNumber(scenario.time.start_date);
  return () => clock.reportedDay >= fromDay;
}

export type WantedNeeds = ArrivalNeeds &
  NicheProductNeeds & {
    customers: Pick<Customers, 'u8' | 'u16'>;
    platforms: Pick<Platforms, 'status' | 'hasUnknown'>;
  };

/** A function that says which product a customer wants today: a PRODUCT. */
export function createWanted(world: WantedNeeds): (customer: number) => number {
  const { customers, platforms, streams, scenario } = world;
  const { u8, u16 } = customers;
  const isThere = createArrival(world);

  return (customer) => {
    const preferred = u8[customer * U8_STRIDE + U8.preferred];
    if (preferred !== PRODUCT.main || !isThere() || !knowsSeller(customer)) return preferred;
    const isCurious =
      draw(streams['new-products'], customer, EVENT.customer) < scenario.catalogue.unknown_customer_share;
    return isCurious ? PRODUCT.unknown : preferred;
  };

  function knowsSeller(customer: number): boolean {
    const at = customer * U16_STRIDE + U16.known;
    for (let slot = 0; slot < u8[customer * U8_STRIDE + U8.nKnown]; slot++) {
      const p = u16[at + slot];
      if (platforms.hasUnknown[p] === 1 && platforms.status[p] === PLATFORM_STATUS.active) return true;
    }
    return false;
  }
}

export const catalogue = part({ sections, fields, switches, streams });
