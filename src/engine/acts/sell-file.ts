// A platform that closes with cash may sell a lot of its clients to another one of its city.
import { field } from '../../fields/field.ts';
import { share, toggle, whole } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import type { Platforms } from '../entities/platforms.ts';
import { dailyCounts, type Own, part } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import { type ClientFileNeeds, createPassOn, drawTaker } from './client-file.ts';
import { type ClientValueNeeds, clientPriceCents } from './client-value.ts';
import { fileOf, type NoteEventNeeds, noteEvent } from './note-event.ts';
import { type OpeningCashNeeds, openingCents } from './opening-cash.ts';

const FILE = 'MODEL 6, client file';

const fields = {
  client_files: {
    offered_share: field(share().default(0.5), {
      text: 'Share of the platforms that close with cash whose file is offered for sale.',
      unit: 'share',
      plausible: '0.2-0.8',
      grade: 'S direction, A size',
      source: `${FILE}; founding article 2024`,
    }),
    most_per_lot: field(whole(1, 1_000_000).default(500), {
      text: 'Most clients in the lot that is sold.',
      unit: 'clients',
      plausible: '200-1000',
      grade: 'A',
      source: FILE,
    }),
  },
};

const switches = {
  file_sales: toggle('Platforms that close with cash may sell their client file.', 'S direction, A size', FILE),
};

const streams = ['file-offer', 'file-buyer'] as const;

const counts = dailyCounts({
  file_sales: {
    role: 'result',
    label: 'Client files sold',
    unit: 'sales',
    better: 'none',
    isCount: true,
    text: 'Lots of clients that platforms sold to others as they closed.',
  },
  file_clients_sold: { text: 'Clients in those lots.', unit: 'clients' },
  file_sales_cents: { text: 'What was paid for them.', unit: 'cents' },
});

export type SellFileNeeds = Own<{
  fields: typeof fields;
  switches: typeof switches;
  streams: typeof streams;
  counts: typeof counts;
}> &
  ClientFileNeeds &
  ClientValueNeeds &
  NoteEventNeeds &
  OpeningCashNeeds & { platforms: Pick<Platforms, 'cashCents' | 'takingsCents'> };

/** A function by which a platform offers its file today, before it closes. */
export function createSellFile(world: SellFileNeeds): (seller: number) => void {
  const { city, clock, counts, platforms, scenario, streams } = world;
  const { offered_share: offered, most_per_lot: most } = scenario.client_files;
  const passOn = createPassOn(world);

  return (seller) => {
    if (!scenario.mechanisms.file_sales) return;
    if (draw(streams['file-offer'], platforms.key[seller], 0) >= offered) return;
    const lot = Math.min(most, Math.round(platforms.clients[seller]));
    const price = Math.round(lot * clientPriceCents(world, city.zoneCity[platforms.homeZone[seller]]));
    if (price === 0) return;
    const canPay = (p: number): boolean =>
      platforms.cashCents[p] - price >= openingCents(scenario, platforms.takingsCents[p]);
    const buyer = drawTaker(world, seller, streams['file-buyer'], 0, canPay);
    if (buyer < 0) return;
    platforms.cashCents[buyer] -= price;
    platforms.cashCents[seller] += price;
    const file = fileOf(world, buyer);
    passOn(seller, buyer, Math.min(1, lot / platforms.clients[seller]));
    noteEvent(world, buyer, 'sale', 'none', file, fileOf(world, buyer));
    add(counts.file_sales, clock.reportedDay, 1);
    add(counts.file_clients_sold, clock.reportedDay, lot);
    add(counts.file_sales_cents, clock.reportedDay, price);
  };
}

export const sellFile = part({ fields, switches, streams, counts });
