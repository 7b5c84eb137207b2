// Rebirth, weekly: client files of dark platforms shrink, and some platforms come back.
import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { isManagerFree, type ManagerColumns } from '../acts/charge.ts';
import { type ClientsGiven, findClients, type LoseClientsNeeds } from '../acts/clients.ts';
import { type ClosePlatformNeeds, createClosePlatform } from '../acts/close-platform.ts';
import { fileOf, noteEvent } from '../acts/note-event.ts';
import { type StartPlatformNeeds, startPlatform } from '../acts/start-selling.ts';
import { isLed } from '../acts/takedown.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { NO_DAY } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own, type Values } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const REBIRTH = 'MODEL 6, rebirth';

const submodel = {
  section: '6',
  text: 'A dark platform comes back with hazard h₀·exp(w·f + manager + brand − fading·weeks) a week, f what is left of its file, which decays, less where it is rented out; it finds that part of its clients again, at least the entry share.',
  grade: 'S direction, A size',
  source: 'MODEL 6, rebirth; founding article 2024',
};

const sections = {
  rebirth: { text: 'How platforms that went dark come back, and what of their client file is left.' },
};

const fields = {
  rebirth: {
    hazard_per_week: field(real(0, 10).default(0.012), {
      text: 'Rate at which a platform that has just gone dark comes back without client file, free manager or brand; it fades from then on.',
      unit: 'per week',
      grade: 'S direction, A size',
      source: `${REBIRTH}; founding article 2024`,
    }),
    file_weight: field(real(-10, 10).default(2.5), {
      text: 'What a whole client file adds to the logarithm of the hazard; what is left of it adds its part.',
      unit: 'log',
      grade: 'S direction, A size',
      source: `${REBIRTH}; founding article 2024`,
    }),
    manager_weight: field(real(-10, 10).default(1.2), {
      text: 'What a manager who is free, or works from afar, adds to the logarithm of the hazard.',
      unit: 'log',
      grade: 'S direction, A size',
      source: `${REBIRTH}; founding article 2024`,
    }),
    brand_weight: field(real(-10, 10).default(1), {
      text: 'What a brand of strength 1 adds to the logarithm of the hazard.',
      unit: 'log',
      grade: 'A',
      source: REBIRTH,
    }),
    fading_per_week: field(real(0, 10).default(0.04), {
      text: 'Rate at which the hazard falls while a platform is dark; its clock restarts when the manager is released.',
      unit: 'per week',
      grade: 'A',
      source: REBIRTH,
    }),
    file_decay_per_week: field(share().default(0.06), {
      text: 'Share of a dark client file that is lost in a week.',
      unit: 'share per week',
      grade: 'A',
      source: REBIRTH,
    }),
    rented_decay_per_week: field(share().default(0.03), {
      text: 'Share of a dark client file that is lost in a week where it is rented out while the manager is held.',
      unit: 'share per week',
      grade: 'S direction, A size',
      source: `${REBIRTH}; founding article 2024`,
    }),
    dissolves_after_weeks: field(whole(1, 2000).default(156), {
      text: 'Weeks in the dark after which a platform does not come back.',
      unit: 'weeks',
      plausible: '52-260',
      grade: 'A',
      source: REBIRTH,
    }),
  },
};

const switches = {
  rebirth: toggle('Platforms that went dark come back.', 'A', 'MODEL 6, rebirth'),
};

const streams = ['rebirth'] as const;

const counts = dailyCounts({
  platform_rebirths: {
    role: 'result',
    label: 'Platforms that came back',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    headline: 220,
    text: 'Platforms that sell again after all their lines had fallen.',
  },
  exits_dissolved: {
    role: 'result',
    label: 'Platforms dissolved in the dark',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    text: 'Platforms that never came back after all their lines had fallen.',
  },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ClosePlatformNeeds &
  StartPlatformNeeds &
  LoseClientsNeeds & {
    scenario: ClientsGiven;
    platforms: ManagerColumns &
      Pick<
        Platforms,
        | 'count'
        | 'status'
        | 'key'
        | 'brand'
        | 'manager'
        | 'darkSince'
        | 'darkFrom'
        | 'timesDark'
        | 'fileLeft'
        | 'isRented'
      >;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, scenario } = world;
  const close = createClosePlatform(world);
  const key = world.streams.rebirth;
  const isOn = scenario.mechanisms.rebirth;
  const { file_decay_per_week: decay, rented_decay_per_week: rentedDecay } = scenario.rebirth;
  const { entry_file_share: least, dissolves_after_weeks: most } = scenario.rebirth;

  return () => {
    if (!isOn) return;
    const week = Math.floor(clock.day / DAYS_PER_WEEK);
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.dark) continue;
      // The hazard of the week behind, as it was at its beginning.
      const hazard = hazardOfRebirth(
        scenario.rebirth,
        platforms.fileLeft[p],
        isLed(platforms, p, clock.day),
        platforms.brand[p],
        Math.max(0, (clock.day - platforms.darkSince[p]) / DAYS_PER_WEEK - 1),
      );
      // A file is rented while its manager is held.
      const isRented = platforms.isRented[p] === 1 && !isManagerFree(platforms, p, clock.day);
      platforms.fileLeft[p] *= 1 - (isRented ? rentedDecay : decay);
      // Entity is the platform's key; draws of what customers forget have the customer's number.
      if (draw(key, platforms.key[p], week) < -Math.expm1(-hazard)) {
        const before = fileOf(world, p);
        const kept = Math.max(least, platforms.fileLeft[p]);
        findClients(world, p, kept, key);
        platforms.clients[p] *= kept;
        startPlatform(world, p);
        platforms.fileLeft[p] = 1;
        platforms.isRented[p] = 0;
        platforms.darkFrom[p] = NO_DAY;
        noteEvent(world, p, 'rebirth', 'none', before, fileOf(world, p));
        add(counts.platform_rebirths, clock.reportedDay, 1);
      } else if (clock.day - platforms.darkFrom[p] >= most * DAYS_PER_WEEK) {
        close(p, 'dissolved');
        add(counts.exits_dissolved, clock.reportedDay, 1);
      }
    }
  };
};

/** Hazard that a platform that has been dark for `weeks`, and has a share of its file left, comes back, per week. */
export const hazardOfRebirth = (
  rebirth: Values<typeof fields>['rebirth'],
  fileLeft: number,
  isLed: boolean,
  brand: number,
  weeks: number,
): number =>
  rebirth.hazard_per_week *
  Math.exp(
    rebirth.file_weight * fileLeft +
      (isLed ? rebirth.manager_weight : 0) +
      rebirth.brand_weight * brand -
      rebirth.fading_per_week * weeks,
  );

export const rebirth = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  counts,
  phases: {
    rebirth: { when: 'week', text: 'Dark platforms lose clients; some come back.', run },
  },
});
