// The contrasts that make each archetype itself: fixed beforehand, measured against its foil on the scenario of its name.
import { traitsOf } from '../../archetypes/registry.ts';
import { type CountName, daysOfCount } from '../../engine/counts.ts';
import type { ArmRecord } from '../../engine/kernel/record.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { eventsOf } from '../../measures/platforms.ts';
import type { Window } from '../../measures/totals.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, FOUR_WEEKS, WEEKS_PER_YEAR } from '../../units.ts';
import { byArm, falls, files, lapses, leavers, lineYears, operators } from './contrast-watches.ts';
import type { Contrast, Quantity, Reading, Runs, Seen, Study } from './fact.ts';
import { both, less, times } from './readings.ts';
import { waits } from './watches.ts';

/** A number of one arm in one replicate. */
type OfArm = (record: ArmRecord, seen: Seen) => number | null;

const inArm =
  (arm: string, of: OfArm): Reading =>
  ({ all }) =>
    of(
      all!.records[arm]!,
      Object.fromEntries(
        Object.entries(all!.seen).flatMap(([name, value]) =>
          name.startsWith(`${arm}.`) ? [[name.slice(arm.length + 1), value]] : [],
        ),
      ),
    );

/** How much a number differs from that of the foil, % of it. */
const against = (study: string, label: string, here: Reading, foil: Reading, band: Quantity['band']): Quantity => ({
  label,
  unit: '%',
  band,
  study,
  of: times(100, less(here, foil)),
  per: foil,
});

/** The same of one arm. */
const relative = (study: string, of: OfArm, band: Quantity['band'], arm = 'itself'): Quantity =>
  against(study, `${arm} against foil`, inArm(arm, of), inArm('foil', of), band);

/** The ratio of two numbers of one arm, the means over replicates divided. */
const within = (
  study: string,
  unit: string,
  band: Quantity['band'],
  of: OfArm,
  per?: OfArm,
  arm = 'itself',
): Quantity => ({
  label: arm,
  unit,
  band,
  study,
  of: inArm(arm, of),
  ...(per && { per: inArm(arm, per) }),
});

const outcome =
  (id: string, window: Window = 'post'): OfArm =>
  (record) =>
    OUTCOMES.find((one) => one.id === id)!.of(record, window);

const seen =
  (name: string): OfArm =>
  (_, all) =>
    all[name] ?? null;

const total =
  (name: CountName): OfArm =>
  (record) =>
    daysOfCount(record, name).reduce((sum, value) => sum + value, 0);

const per = (a: OfArm, b: OfArm, factor = 1): OfArm => both(a, b, (x, y) => (y === 0 ? null : (factor * x) / y));

const WEEKS_PER_MONTH = DAYS_PER_MEAN_MONTH / DAYS_PER_WEEK;
const takedowns = total('takedowns');
const defectionsPerYear = per(outcome('defections'), total('couriers_of_weeks'), WEEKS_PER_YEAR);

/**
 * Weeks after a takedown for which a platform is watched: those after which the model dissolves it. A shorter watch counts
 * platforms that never come back as if they came at its end, which are more of the foil's, and so takes the arms together.
 */
const RECOVERY_WEEKS = 156;

/** Mean weeks from the takedown of a platform to 80 % of what it sold before, those that take longer so many. */
const recoveryWeeks: OfArm = (record) => {
  const events = eventsOf(record);
  const most = RECOVERY_WEEKS * DAYS_PER_WEEK;
  const weeks: number[] = [];
  const isDark = new Set<number>();
  for (const [k, { day, kind, birth }] of events.entries()) {
    if (kind === 'recovery' || kind === 'exit') isDark.delete(birth);
    if (kind !== 'takedown' || isDark.has(birth) || day < 0 || day + most > record.nDays) continue;
    isDark.add(birth);
    const back = events.slice(k + 1).find((one) => one.birth === birth && one.kind === 'recovery');
    weeks.push(Math.min(most, back === undefined ? most : back.day - day) / DAYS_PER_WEEK);
  }
  return weeks.length === 0 ? null : weeks.reduce((sum, one) => sum + one, 0) / weeks.length;
};

/** Coefficient of variation of the income of managers over the months of four weeks, %. */
const incomeVariation: OfArm = (record) => {
  const days = daysOfCount(record, 'manager_income_cents');
  // A week is booked, and a month settled, on the day after its last.
  const months = Array.from({ length: Math.floor((days.length - 1) / FOUR_WEEKS) }, (_, k) =>
    days.subarray(k * FOUR_WEEKS + 1, (k + 1) * FOUR_WEEKS + 1).reduce((sum, value) => sum + value, 0),
  );
  const mean = months.reduce((sum, value) => sum + value, 0) / months.length;
  if (!(mean > 0)) return null;
  const squares = months.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return (100 * Math.sqrt(squares / (months.length - 1))) / mean;
};

/** What operators of sites lose by pressure, % of their revenue without it. */
const lossOf = (arm: string): Reading =>
  both(inArm(arm, seen('revenueEur')), inArm(`${arm}-pressed`, seen('revenueEur')), (free, pressed) =>
    free === 0 ? null : 100 * (1 - pressed / free),
  );

/** The median wait at platforms of bikes, against that at platforms of lines in the foil. */
const bikes = (arm: string): Quantity =>
  against('service-quality-bikes', `${arm} against foil`, inArm(arm, seen('pools')), inArm('foil', seen('lines')), [
    null,
    -20,
  ]);

/** What it takes to hold a site: the model has no such field, since sites open without one. MODEL 6, entry; assumption. */
const SITE_ENTRY_EUR = 40_000;

/** What it takes to open the first platform of an arm, EUR. */
function entryEur({ all }: Runs, arm: string): number {
  const { arms, platforms } = all!.scenario;
  return traitsOf(((arms[arm]!.set?.platforms as typeof platforms | undefined) ?? platforms)[0]!).entry_cost_eur;
}

/** Months in which the manager of a platform, or of a site, earns what it took to open it. */
const platformMonths = (arm: string): Reading =>
  monthsTo(
    (runs) => entryEur(runs, arm),
    inArm(arm, per(total('manager_income_cents'), total('manager_weeks'), WEEKS_PER_MONTH / 100)),
  );
const siteMonths = monthsTo(() => SITE_ENTRY_EUR, inArm('foil', seen('siteMarginEurMonth')));
function monthsTo(eur: Reading, perMonth: Reading): Reading {
  return both(eur, perMonth, (all, month) => (month <= 0 ? null : all / month));
}

const soonerThanSite = (arm: string): Quantity =>
  against('friends-start-up', `${arm} against foil`, platformMonths(arm), siteMonths, [null, 0]);

const cheaperThanSite = (arm: string): Quantity => ({
  label: `${arm} against foil`,
  unit: '%',
  band: [null, 0],
  study: 'friends-start-up',
  of: (runs) => 100 * (entryEur(runs, arm) / SITE_ENTRY_EUR - 1),
});

export const CONTRASTS: readonly Contrast[] = [
  {
    archetype: 'three-line-hands-on',
    foil: 'the same, pooled',
    restsOn:
      'Where couriers are not shared, an order waits for the one of its line while another idles. What one line knows of another is what falls with it.',
    rows: [
      {
        outcome: 'median wait',
        asked: '+ 20 %',
        trait: 'dispatch',
        quantity: relative('three-line-hands-on', outcome('wait_p50_min', 'pre'), [20, null]),
        without: relative('three-line-hands-on', outcome('wait_p50_min', 'pre'), [20, null], 'pooled-only'),
      },
      {
        outcome: 'lines of a platform lost when one falls',
        asked: 'one third against all',
        trait: 'leakage',
        input: 'leakage',
        quantity: relative('three-line-hands-on', seen('lostShare'), [null, -60]),
        without: relative('three-line-hands-on', seen('lostShare'), [null, -60], 'leaky-only'),
      },
    ],
  },
  {
    archetype: 'remote-franchised-brand',
    foil: 'the same under a hands-on manager',
    restsOn:
      'A manager who touches neither product nor money is seldom arrested, and one who works from afar rebuilds even so.',
    rows: [
      {
        outcome: 'weeks to 80 % of the volume after a takedown, at most 156',
        asked: '− 50 %',
        trait: 'manager',
        quantity: relative('remote-franchised-brand', recoveryWeeks, [null, -50]),
        without: relative('remote-franchised-brand', recoveryWeeks, [null, -50], 'without'),
        ifNot:
          'The foil differs in two traits: a manager who does the work touches product too (`resupply`), and that is half of the difference. The file is kept elsewhere in all arms, so that most are back within three weeks whoever leads; what differs are the few that take long or never come.',
      },
    ],
  },
  {
    archetype: 'service-quality-bikes',
    foil: 'three-line-hands-on, equal couriers on duty',
    restsOn: 'Ways are short in a small area, and all couriers of a platform are in one pool.',
    rows: [
      {
        outcome: 'median wait',
        asked: '− 20 %',
        trait: 'catchment_factor',
        quantity: bikes('itself'),
        without: bikes('without'),
      },
    ],
  },
  {
    archetype: 'family-micro',
    foil: 'three-line-hands-on, as many couriers',
    restsOn: 'The bond of kin multiplies the rate at which couriers leave with clients.',
    rows: [
      {
        outcome: 'defections per courier-year',
        asked: '− 80 %',
        trait: 'bond',
        input: 'bond',
        quantity: relative('family-micro', defectionsPerYear, [null, -80]),
        without: relative('family-micro', defectionsPerYear, [null, -80], 'without'),
      },
      {
        outcome: 'orders at platforms of defectors, of all delivered',
        asked: '−',
        trait: 'bond',
        quantity: relative('family-micro', seen('defectorShare'), [null, 0]),
        without: relative('family-micro', seen('defectorShare'), [null, 0], 'without'),
      },
    ],
  },
  {
    archetype: 'subcontracted-fleet',
    foil: 'three-line-hands-on',
    restsOn:
      'The manager gets the lesser of the margin of four weeks and a part of its mean in the last year, so that couriers bear what varies.',
    rows: [
      {
        outcome: "variation of the manager's income by month within a year",
        asked: '− 50 %',
        trait: 'contract',
        quantity: relative('subcontracted-fleet', incomeVariation, [null, -50]),
        without: relative('subcontracted-fleet', incomeVariation, [null, -50], 'without'),
      },
    ],
  },
  {
    archetype: 'bot-run-channel',
    foil: 'the same on recommendation',
    restsOn: 'Only where anyone can order can officers buy; what they learn grows with exposure.',
    rows: [
      {
        outcome: 'takedowns per line-year under undercover purchase',
        asked: '+ 20 %',
        trait: 'openness',
        quantity: relative('bot-run-channel', per(takedowns, seen('lineYears')), [20, null]),
        without: null,
      },
    ],
  },
  {
    archetype: 'hybrid-site-platform',
    foil: 'street-site under the same operations',
    restsOn: 'Visitors of the site know its platform, and order there when the site is shut or feared.',
    rows: [
      {
        outcome: 'loss of revenue',
        asked: '− 20 %',
        trait: 'site_visitors_share',
        quantity: against('hybrid-site-platform', 'loss against foil', lossOf('itself'), lossOf('foil'), [null, -20]),
        without: null,
      },
    ],
  },
  {
    archetype: 'site-ban-born',
    foil: 'no bans',
    restsOn: 'A banned operator opens a platform with a probability.',
    rows: [
      {
        outcome: 'platforms born per ban',
        asked: '0.2–0.6',
        trait: 'police.ban_opens_platform',
        input: 'police.ban_opens_platform',
        quantity: within('site-ban-born', 'platforms', [0.2, 0.6], total('operators_to_platforms'), total('site_bans')),
        without: within(
          'site-ban-born',
          'platforms',
          [0.2, 0.6],
          total('operators_to_platforms'),
          total('site_bans'),
          'without',
        ),
      },
      {
        outcome: 'platforms that sell at the end',
        asked: '+',
        trait: 'police.ban_opens_platform',
        quantity: relative('site-ban-born', seen('selling'), [0, null]),
        without: relative('site-ban-born', seen('selling'), [0, null], 'without'),
      },
    ],
  },
  {
    archetype: 'relationship-selling',
    foil: 'the same with the mean churn of others',
    restsOn: 'Each archetype has its rate at which clients forget a platform.',
    rows: [
      {
        outcome: 'clients lost per month',
        asked: '− 30 %',
        trait: 'churn_per_month',
        input: 'churn_per_month',
        quantity: relative('relationship-selling', seen('churn'), [null, -30]),
        without: null,
      },
      {
        outcome: 'clients of a platform',
        asked: '+',
        trait: 'churn_per_month',
        quantity: relative('relationship-selling', seen('file'), [0, null]),
        without: null,
      },
    ],
  },
  {
    archetype: 'fragile-line-absent-boss',
    foil: 'the same with a kept number',
    restsOn: 'For some days nobody can order, and half of the clients are lost for good.',
    rows: [
      {
        outcome: 'volume in the 8 weeks after a lapse',
        asked: '− 30 %',
        trait: 'lapse_per_week',
        quantity: against(
          'fragile-line-absent-boss',
          'itself against foil',
          ({ all }) => all!.seen.itself!,
          ({ all }) => all!.seen.foil!,
          [null, -30],
        ),
        without: null,
      },
    ],
  },
  {
    archetype: 'friends-start-up',
    foil: 'street-site',
    restsOn:
      'Friends need no place that others must be kept from: a few orders a day pay what little it took to begin.',
    rows: [
      {
        outcome: 'cost of entry',
        asked: '−',
        trait: 'entry_cost_eur',
        input: 'entry_cost_eur',
        quantity: cheaperThanSite('itself'),
        without: cheaperThanSite('without'),
      },
      {
        outcome: 'months until it is earned',
        asked: '−',
        trait: 'entry_cost_eur',
        quantity: soonerThanSite('itself'),
        without: soonerThanSite('without'),
      },
    ],
  },
  {
    archetype: 'defector',
    foil: 'no defection',
    restsOn: 'Each client served last goes along with the share of the defector, at a price below that of the parent.',
    rows: [
      {
        outcome: 'of the clients served last by the leaver, those who moved',
        asked: '0.4–0.6',
        trait: 'defection.client_share',
        input: 'defection.client_share',
        quantity: within('defector', 'share', [0.4, 0.6], seen('moved'), seen('own')),
        without: within('defector', 'share', [0.4, 0.6], seen('moved'), seen('own'), 'without'),
      },
      {
        outcome: 'what they pay for a gram, against the clients who stay',
        asked: '−',
        trait: 'defection.client_share',
        quantity: within(
          'defector',
          '%',
          [null, 0],
          per(less(seen('defectorEurPerG'), seen('othersEurPerG')), seen('othersEurPerG'), 100),
        ),
        without: null,
      },
    ],
  },
  {
    archetype: 'street-site',
    foil: 'hybrid-site-platform',
    restsOn: 'Delivery is for those with money and little time; a site serves its neighbourhood.',
    rows: [
      {
        outcome: 'share of orders by customers of low income',
        asked: '+',
        trait: 'site_visitors_share',
        quantity: relative('street-site', per(seen('ordersLow'), seen('orders')), [0, null]),
        without: null,
      },
    ],
  },
];

const study = (id: string, text: string, watch?: Study['watch']): Study => ({
  id,
  file: `archetypes/${id}.yaml`,
  text,
  each: 1,
  runs: { all: [] },
  ...(watch && { watch }),
});

export const CONTRAST_STUDIES: readonly Study[] = [
  study(
    'three-line-hands-on',
    'Three lines or one pool, nine weeks without investigations and eighteen with them.',
    byArm(falls),
  ),
  study('remote-franchised-brand', 'Eighteen weeks of investigations, and three years after.'),
  study('service-quality-bikes', 'Nine weeks without any policy.', byArm(waits)),
  study('family-micro', 'Half a year without any policy.', byArm(files)),
  study('subcontracted-fleet', 'One platform for a year.'),
  study('bot-run-channel', 'Half a year of investigations, with purchase where that can be.', byArm(lineYears)),
  study('hybrid-site-platform', 'Half a year with operations at sites and without.', byArm(operators)),
  study('site-ban-born', 'Half a year of bans, and without.', byArm(files)),
  study('relationship-selling', 'Half a year without any policy.', byArm(files)),
  study('fragile-line-absent-boss', 'Nine months without any policy.', lapses),
  study('friends-start-up', 'Half a year without any policy.', byArm(operators)),
  study('defector', 'Nine months with and without defection.', byArm(leavers)),
  study('street-site', 'A quarter without any policy.', byArm(operators)),
];
