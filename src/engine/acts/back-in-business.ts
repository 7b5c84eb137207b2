// Platforms that begin to sell in the course of a run: new ones, and dark ones that come back; and lines that do. Decides nothing.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { MIN_PER_DAY } from '../../units.ts';
import { MAX_KNOWN, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { LINE, PLATFORM_STATUS } from '../entities/platforms.ts';
import type { Everything } from '../everything.ts';
import { part } from '../kernel/part.ts';
import { drawForgetDay, forgetOne, learnOf } from './known-platforms.ts';
import { nearness } from './nearness.ts';
import { buysOn } from './own-rate.ts';

const fields = {
  rebirth: {
    entry_file_share: field(share().default(0.25), {
      text: 'Clients of a new platform as it opens, relative to the file of one of its kind at the start.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 6, platforms; assumption',
    }),
  },
};

/** Keeps the keys of one platform's days apart. */
const DAY_SPREAD = 0x9e3779b1;

export interface Opening {
  /** A line can sell again today; one that holds nothing is stocked with its first order. */
  raise: (line: number) => void;
  /** All lines of a platform can, and it is active. */
  open: (platform: number) => void;
  /** Makes a platform known near its home, to as many of those who buy as a new one begins with. */
  launch: (platform: number, stream: 'rebirth' | 'platform-entry') => void;
  /** Of those who know a platform, or of those of them who are clients of what was lost, a keyed share forgets it. */
  forget: (
    platform: number,
    keptShare: number,
    stream: 'rebirth' | 'number-cut',
    isClient?: (customer: number) => boolean,
  ) => void;
}

export function createOpening(world: Everything): Opening {
  const { clock } = world;
  const { customers, platforms, lines, city, scenario } = world;
  const { u16, u8, firstOfBlock, firstDormantOfBlock } = customers;
  const life = world.streams['known-lifetime'];
  const start = { loyalty: 0, purity: 0, forgetDay: 0 };
  const perWeight = world.clientsPerWeight * scenario.rebirth.entry_file_share;

  const raise = (line: number): void => {
    lines.state[line] = LINE.up;
    if (lines.stockMg[line] === 0 && lines.restockAt[line] === Number.POSITIVE_INFINITY)
      lines.restockAt[line] = clock.day * MIN_PER_DAY;
    platforms.emptyUntil[lines.platform[line]] = Number.NEGATIVE_INFINITY;
  };

  return {
    raise,
    open(p) {
      platforms.status[p] = PLATFORM_STATUS.active;
      for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++) raise(line);
    },
    launch(p, stream) {
      const { k0, k1 } = world.streams[stream];
      let reach = 0;
      for (let zone = 0; zone < city.nZones; zone++)
        reach += (firstOfBlock[zone * 3 + 3] - firstOfBlock[zone * 3]) * nearness(world, platforms, zone, p);
      const each = reach > 0 ? (platforms.fileWeight[p] * perWeight) / reach : 0;
      start.purity = platforms.purity[p];
      for (let zone = 0; zone < city.nZones; zone++) {
        const share = each * nearness(world, platforms, zone, p);
        for (const block of [firstOfBlock, firstDormantOfBlock]) {
          for (let customer = block[zone * 3]; customer < block[zone * 3 + 3]; customer++) {
            const event = (Math.imul(clock.day, DAY_SPREAD) + platforms.key[p]) | 0;
            if (uniform(threefry(k0, k1, customer, event)) >= share || !buysOn(customers, customer, clock.day))
              continue;
            const nKnown = Math.min(MAX_KNOWN, u8[customer * U8_STRIDE + U8.nKnown] + 1);
            start.loyalty = world.startLoyalty[u8[customer * U8_STRIDE + U8.income] * (MAX_KNOWN + 1) + nKnown];
            start.forgetDay = drawForgetDay(clock.day, platforms.churnPerDay[p], life, customer, event);
            learnOf(customers, customer, p, start);
          }
        }
      }
    },
    forget(p, keptShare, stream, isClient) {
      const { k0, k1 } = world.streams[stream];
      const event = (Math.imul(clock.day, DAY_SPREAD) + platforms.key[p]) | 0;
      for (let customer = 0; customer < customers.count; customer++) {
        const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
        const at = customer * U16_STRIDE;
        for (let slot = 0; slot < nKnown; slot++) {
          if (u16[at + U16.known + slot] !== p || (isClient && !isClient(customer))) continue;
          if (uniform(threefry(k0, k1, customer, event)) < keptShare) continue;
          forgetOne(customers, customer, slot);
          break;
        }
      }
    },
  };
}

export const backInBusiness = part({ fields });
