// State of platforms, their organisations and their lines. The couriers and lines of a platform are contiguous.
import { z } from 'zod';
import { ARCHETYPES, PLATFORM_ARCHETYPES, traitsOf } from '../../archetypes/registry.ts';
import { traitsSchema } from '../../archetypes/traits.ts';
import { field } from '../../fields/field.ts';
import { closes, MARGINS, opens, opensBeforeCloses, productCost } from '../../fields/hours-and-margins.ts';
import { complain, eur, real, share, whole } from '../../fields/kinds.ts';
import { apportion } from '../../stats/apportion.ts';
import { NO_DAY } from '../kernel/clock.ts';
import { type Counts, dailyCounts, part, type Values } from '../kernel/part.ts';

const SPEED = { grade: 'A', source: 'MODEL 4, dispatch; assumption' } as const;
const speed = (value: number, who: string, notes: { grade: string; source: string }) =>
  field(real(0.5, 200).default(value), { text: `Speed of ${who}.`, unit: 'km/h', ...notes });
const ASSUMED = { grade: 'A', source: 'assumption' } as const;
const DELIVER = 'MODEL 4, deliver';
const DISPATCHED = 'MODEL 4, dispatch';

const sections = {
  travel: { text: 'Distances, speeds and the time of a handover.' },
  delivery: { text: 'What all platforms share: hours, promise, prices, stock.', rules: opensBeforeCloses },
};

const fields = {
  travel: {
    detour_factor: field(real(1, 5).default(1.3), {
      text: 'Length of the way travelled relative to the straight distance.',
      unit: 'relative',
      ...SPEED,
    }),
    customer_kmh: speed(12, 'a customer on the way to a site', ASSUMED),
    scooter_kmh: speed(25, 'a courier by scooter', SPEED),
    car_kmh: speed(20, 'a courier by car', SPEED),
    bike_kmh: speed(16, 'a courier by bike', SPEED),
    kick_scooter_kmh: speed(15, 'a courier by kick-scooter', SPEED),
    handover_min: field(real(0, 120).default(4), {
      text: 'Time from arrival to the end of a delivery.',
      unit: 'min',
      ...SPEED,
    }),
  },
  delivery: {
    opens_h: opens(12),
    closes_h: closes(),
    promise_min: field(real(0, 1440).default(45), {
      text: 'Promised time to delivery; later is late.',
      unit: 'min',
      grade: 'A',
      source: `${DELIVER}; assumption`,
    }),
    catchment_km: field(real(0.01, 1000).default(2), {
      text: 'Scale of distance over which platforms are known around their home, at the speed of a scooter and a catchment factor of 1.',
      unit: 'km',
      grade: 'S direction, A size',
      source: `${DISPATCHED}; founding article 2024, 25 deliveries a day`,
    }),
    price_eur_per_g: field(eur(1000).default(68.5), {
      text: 'Price delivered.',
      unit: 'EUR/g',
      plausible: '60-75',
      grade: 'D',
      source: MARGINS,
    }),
    product_cost_eur_per_g: productCost(),
    stock_g_per_courier: field(real(0.001, 1e6).default(100), {
      text: 'Stock of a line after restocking, per courier expected on duty.',
      unit: 'g',
      ...ASSUMED,
    }),
    bulk_from_g: field(real(0.001, 1000).default(5), {
      text: 'Least amount of an order to which bulk offers apply, where a platform makes any.',
      unit: 'g',
      grade: 'A',
      source: 'assumption',
    }),
    purity_points: field(real(0, 100).default(81), {
      symbol: 'q̄',
      text: 'Mean purity of platforms.',
      unit: 'points',
      plausible: '76-85',
      grade: 'S direction, D size',
      source: 'MODEL 6, purity; founding article 2024',
    }),
    purity_sd_points: field(real(0, 50).default(6), {
      text: 'Standard deviation of purity between platforms.',
      unit: 'points',
      plausible: '4-8',
      grade: 'A',
      source: 'MODEL 6, purity; assumption',
    }),
    second_product_share: field(share().default(0.3), {
      text: 'Share of platforms that also sell the second product.',
      unit: 'share',
      ...ASSUMED,
    }),
  },
};

const counts = dailyCounts({
  lines_cut: {
    role: 'activity',
    label: 'Lines cut',
    unit: 'lines',
    better: 'none',
    isCount: true,
    text: 'Lines that fell in takedowns, with sister lines, or lost their number: a measure of activity; most come back.',
  },
});

/** Values of the fields of platforms, and days of their counts. */
export type PlatformsGiven = Values<typeof fields>;
export type PlatformCounts = Counts<keyof typeof counts>;

const SITE_IDS = ARCHETYPES.filter(({ kind }) => kind === 'site').map(({ id }) => id);
const platform = z
  .strictObject({
    archetype: field(
      z.enum([...PLATFORM_ARCHETYPES.keys()], {
        error: ({ input }) =>
          SITE_IDS.includes(input as string) ? 'a fixed site is no platform: use `sites:`' : undefined,
      }),
      { text: 'What kind of platform, by id.', unit: '', grade: 'S', source: 'MODEL 2; founding article 2024' },
    ),
    count: field(whole(0, 20_000), {
      text: 'Platforms of this kind.',
      unit: 'platforms',
      plausible: '0-500',
      grade: 'D',
      source: 'MODEL 11; 200-220 platforms in the inner ring',
    }),
    overrides: traitsSchema
      .partial()
      .meta({ description: 'Traits that differ from those of the archetype.' })
      .optional(),
  })
  .meta({ description: 'Platforms of one kind.' });

const archetypeId = z.enum([...PLATFORM_ARCHETYPES.keys()]);
const mixed = z
  .strictObject({
    mix: field(z.union([z.literal('default'), z.partialRecord(archetypeId, real(0, 1e6))]), {
      text: 'Parts of each archetype among the platforms, relative to each other; `default` for those of the archetypes.',
      unit: 'relative',
      grade: 'A',
      source: 'MODEL 6, stationary start; assumption',
    }),
    count: field(whole(0, 20_000), {
      text: 'Platforms in all; each archetype gets its part, whole ones by largest remainder.',
      unit: 'platforms',
      plausible: '0-500',
      grade: 'D',
      source: 'MODEL 11',
    }),
    overrides: z
      .partialRecord(archetypeId, traitsSchema.partial())
      .meta({ description: 'Traits that differ from those of the archetype, by archetype.' })
      .optional(),
  })
  .meta({ description: 'Platforms of several archetypes, by their parts.' })
  .transform(({ mix, count, overrides }, context): z.output<typeof platform>[] => {
    const parts = [...PLATFORM_ARCHETYPES.values()].map(({ id, partOfMix }) => ({
      archetype: id,
      part: mix === 'default' ? partOfMix : (mix[id] ?? 0),
    }));
    if (context.issues.length === 0 && parts.every(({ part }) => part === 0))
      context.addIssue({
        code: 'custom',
        input: mix,
        path: ['mix'],
        message: 'no part above 0',
        params: {
          got: mix,
          expected: 'at least one part above 0',
          hint: 'write default for the parts of the archetypes',
        },
      });
    const counts = apportion(
      count,
      parts.map(({ part }) => part),
    );
    return parts.flatMap(({ archetype }, k) =>
      counts[k] === 0
        ? []
        : [{ archetype, count: counts[k], ...(overrides?.[archetype] && { overrides: overrides[archetype] }) }],
    );
  });

const MAX_PLATFORMS = 20_000;
/** Niches of platforms, of which a customer knows some by number. */
export const MAX_NICHES = 65_534;
export const MAX_LINES = 65_535;
export const MAX_COURIERS = 500_000;

export const platformKinds = z
  .union([z.array(platform).max(200), mixed])
  .default([])
  .meta({ description: 'Delivery platforms, by kind: a list, or a mix of archetypes.' })
  .superRefine(
    complain((list) => {
      const total = (of: (one: Platform) => number) => list.reduce((sum, one) => sum + one.count * of(one), 0);
      const limits: [string, number, number][] = [
        ['platforms', total(() => 1), MAX_PLATFORMS],
        ['lines', total((one) => traitsOf(one).lines), MAX_LINES],
        ['couriers', total((one) => traitsOf(one).lines * traitsOf(one).couriers_per_line), MAX_COURIERS],
      ];
      return limits
        .filter(([, got, most]) => got > most)
        .map(([what, got, most]) => ({ path: [], what: `too many ${what}`, got, expected: `at most ${most} in all` }));
    }),
  );

/** Platforms of one kind as listed; their traits come from `traitsOf`. */
export type Platform = z.output<typeof platform>;

/** Dispatch rules by number. */
export const DISPATCH = { line: 0, sector: 1, pooled: 2 } as const;
/** Status of a platform; only an active one sells. Unborn is also where one has closed and another may open. */
export const PLATFORM_STATUS = { active: 0, dark: 1, unborn: 2 } as const;
/** How couriers are paid, by number. */
export const CONTRACT = { 'piece-rate': 0, subcontracted: 1, kin: 2 } as const;
/** How much of the work a manager does, by number. */
export const MANAGER = { 'hands-on': 0, part: 1, remote: 2 } as const;
/** Whether a line can sell: `cut` has lost its number for some days, `fallen` waits for new people. */
export const LINE = { up: 0, cut: 1, fallen: 2 } as const;

export interface Platforms {
  count: number;
  /** Number of platforms at the start; the ones after them are unborn. */
  nAtStart: number;
  /** A PLATFORM_STATUS. Written by takedown, start-selling, rebirth, close-platform. */
  status: Uint8Array;
  /** Day of the run on which an unborn platform opens, NO_DAY while nobody plans to. Written by build, site-bans, close-platform. */
  opensOn: Int32Array;
  /** How much of the work the manager does: a MANAGER. Written by build. */
  manager: Uint8Array;
  /** 1 if the manager is a woman. Written by identity. */
  isWomanManager: Uint8Array;
  /** 1 if anyone can order, 0 if clients come on recommendation. Written by build. */
  isOpenChannel: Uint8Array;
  /** Probability that the client file survives a takedown, 0..1. Written by build. */
  fileKept: Float32Array;
  /** Day of the run before which the manager is held; days between which a sentence is served. Written by charge. */
  heldUntil: Int32Array;
  jailFrom: Int32Array;
  jailUntil: Int32Array;
  /** Of a dark platform: day from which its weeks towards rebirth count. Written by takedown, justice. */
  darkSince: Int32Array;
  /** Of a dark platform: day on which it went dark, since when nobody forgets it; NO_DAY for others. Written by takedown, rebirth. */
  darkFrom: Int32Array;
  /** How many times it has gone dark. Written by takedown, close-platform. */
  timesDark: Uint16Array;
  /** Of a dark platform: share of its client file that is left, 0..1; 0 where the file was lost. Written by takedown, rebirth, file-rental. */
  fileLeft: Float64Array;
  /** Of a dark platform: 1 while its file is rented out. Written by takedown, rebirth, file-rental. */
  isRented: Uint8Array;
  /** Its archetype by number, and where a platform here comes from: an ORIGIN. Written by build. */
  archetype: Uint8Array;
  origin: Uint8Array;
  /** Key of its niche, from which the keys of all platforms here are hashed. Written by identity. */
  niche: Int32Array;
  /** Platforms that have opened here, and the number of the present or last one among all of the arm. Written by births. */
  nBirths: Uint16Array;
  birth: Uint16Array;
  /** Key of the draws about it: a hash of its parent's key, the same in all arms. Written by identity. */
  key: Int32Array;
  /** Zone of its home. Written by build, site-bans, defection. */
  homeZone: Uint16Array;
  /** Which courier takes an order: a DISPATCH. Written by build. */
  dispatch: Uint8Array;
  /** Share of orders that cross lines against the rule, 0..1. Written by build. */
  leakage: Float32Array;
  /** Minutes of travel for a km of straight line, detours included. Written by build. */
  minPerKm: Float64Array;
  /** Scale of distance over which it is known around its home, km. Written by build. */
  catchmentKm: Float64Array;
  /** Price of a gram, cents. Written by build, defection, price-competition. */
  priceCentsPerG: Float64Array;
  /** Part of it that a large order is spared, 0..1. Written by build. */
  bulkDiscount: Float64Array;
  /** Purity of what it sells, points. Written by identity, defection, purity-competition. */
  purity: Float32Array;
  /** Of that: what competition asks for, points, and how far it is off, points. Written by identity, purity-competition. */
  purityAim: Float64Array;
  purityNoise: Float64Array;
  /** How much its purity varies, relative to others. Written by build. */
  puritySpread: Float32Array;
  /** Purchases since the last weekly phases, and the loyalty stocks there were at them. Written by learn, purity-competition. */
  purchases: Float64Array;
  loyaltyAtPurchases: Float64Array;
  /** 1 if it also sells the second product. Written by identity, defection. */
  hasSecond: Uint8Array;
  /** 1 if it also sells the product of unknown composition, once that is there. Written by identity. */
  hasUnknown: Uint8Array;
  /** How well known its name is, 0..1. Written by build. */
  brand: Float32Array;
  /** How couriers are paid: a CONTRACT. Written by build. */
  contract: Uint8Array;
  /** How likely couriers are to leave with clients, relative to others. Written by build. */
  bond: Float32Array;
  /** How likely the manager finds out what couriers sell on the side, relative to others. Written by build. */
  oversight: Float32Array;
  /** What its manager takes for a day of work, part of what it costs, cents. Written by build. */
  reservationCentsPerDay: Float64Array;
  /** Margin of the present four weeks, cents. Written by courier-pay, close-platform. */
  monthMarginCents: Float64Array;
  /** Margin of four weeks, cents: expected at its full file, and of about the last year. Written by build, courier-pay, close-platform. */
  fullMarginCents: Float64Array;
  meanMarginCents: Float64Array;
  /** What it costs in a day, whether it sells or not, cents; 0 without running costs. Written by build. */
  fixedCentsPerDay: Float64Array;
  /** Clients that a new one opens with, of the file of its kind at the start. Written by build. */
  openingFileShare: Float32Array;
  /** Rate at which platforms here close and open, relative to others. Written by build. */
  exitFactor: Float32Array;
  /** Part of its margin that goes into marketing, relative to others. Written by build. */
  marketingFactor: Float32Array;
  /** Its stock of marketing, EUR per client-week. Written by build, marketing, close-platform. */
  marketingStock: Float64Array;
  /** Factor on the rate of occasions of those who know it. Written by build, marketing, close-platform. */
  appeal: Float64Array;
  /** 1 if a line that has sold out is lent stock by a sister line. Written by build. */
  lendsStock: Uint8Array;
  /** 1 if product and money go through a circuit apart from the manager. Written by build. */
  isSeparate: Uint8Array;
  /** Gift to a client who was served late, mg; 0 for none. Written by build. */
  lateGiftMg: Int32Array;
  /** Hazard that a client forgets it, per day. Written by build. */
  churnPerDay: Float64Array;
  /** Clients who order in a month, of one of its kind at the start; orders at the start are in proportion to it. Written by build. */
  activeClients: Float64Array;
  /** The same, more for whoever is not open at all hours: files at the start are in proportion to it. Written by build. */
  fileWeight: Float64Array;
  /** Customers who ordered from it in this client month. Written by record, client-files, close-platform. */
  monthClients: Int32Array;
  /** Orders of a week with which it has recovered from going dark; 0 unless that is to come. Written by takedown, recovery, close-platform. */
  recoversAt: Float64Array;
  /** Clients: customers who ordered from it in the last whole client month; expected ones until it has had one. Written by build, clients, client-file, client-files, rebirth. */
  clients: Float64Array;
  /** The dark platform whose file it rents, -1 for none. Written by file-rental. */
  rentsFrom: Int32Array;
  /** Probability that the number of a line lapses, per week. Written by build. */
  lapsePerWeek: Float32Array;
  /** Share of the visitors of its site who know it; 0 for a platform without a site of its own. Written by build. */
  siteVisitorsShare: Float32Array;
  /** Day from which all clients who have lost contact with it by a number cut or a lapse are found again. Written by number-cuts, number-lapse, close-platform. */
  contactUntil: Int32Array;
  /** Share of its couriers on shift on an average day. Written by build. */
  dutyShare: Float32Array;
  /** Its lines and its couriers: the first, and how many there are. Written by build. */
  firstLine: Int32Array;
  nLines: Int32Array;
  firstCourier: Int32Array;
  nCouriers: Int32Array;
  /** Couriers on shift today who are not in custody. Written by rota, deliver, close-platform. */
  nOnDuty: Int32Array;
  /** Share of today's opening hours, the last ones, in which somebody is on shift, 0..1. Written by rota. */
  openShare: Float64Array;
  /** Clock minute before which no line has stock to sell. Written by build, start-selling, deliver, takedown, close-platform. */
  emptyUntil: Float64Array;
  /** Running sum of planned shifts, of which the whole part is worked; it starts at a keyed draw. Written by identity, rota. */
  shiftSum: Float64Array;
  /** Courier with whom the next shift begins, 0..nCouriers − 1. Written by rota, close-platform. */
  nextOnShift: Int32Array;
  /** Sold in the burn-in, mg. Written by record. */
  burnInMg: Float64Array;
  /** Cash of the organisation, cents; may be negative, which is credit. Written by build, opening-cash, deliver, takedown, courier-pay, withdraw, running-costs, close-platform, sell-file, rent, marketing. */
  cashCents: Float64Array;
  /** Takings, cents, as a site's; before it opens those expected at its full file. Written by build, deliver, withdraw, close-platform. */
  takingsCents: Float64Array;
  /** Takings expected at its full file, in the same way. Written by build. */
  fullTakingsCents: Float64Array;
  /** Takings of the week less product, pay and what else its orders cost, cents. Written by deliver, courier-pay, running-costs, rent, marketing. */
  marginCents: Float64Array;
  /** What its manager has taken out, cents, weighted in the same way: what can still be found. Written by withdraw, takedown, close-platform. */
  withdrawnCents: Float64Array;
  /** What of it went through companies and can still be found, cents. Written by build, withdraw, takedown, close-platform. */
  companyCents: Float64Array;
}

export function createPlatforms(count: number, nAtStart: number): Platforms {
  return {
    count,
    nAtStart,
    status: new Uint8Array(count).fill(PLATFORM_STATUS.unborn, nAtStart),
    opensOn: new Int32Array(count).fill(NO_DAY),
    manager: new Uint8Array(count),
    isWomanManager: new Uint8Array(count),
    isOpenChannel: new Uint8Array(count),
    fileKept: new Float32Array(count),
    heldUntil: new Int32Array(count),
    jailFrom: new Int32Array(count).fill(NO_DAY),
    jailUntil: new Int32Array(count),
    darkSince: new Int32Array(count),
    darkFrom: new Int32Array(count).fill(NO_DAY),
    timesDark: new Uint16Array(count),
    fileLeft: new Float64Array(count).fill(1),
    isRented: new Uint8Array(count),
    archetype: new Uint8Array(count),
    origin: new Uint8Array(count),
    niche: new Int32Array(count),
    nBirths: new Uint16Array(count),
    birth: new Uint16Array(count),
    key: new Int32Array(count),
    homeZone: new Uint16Array(count),
    dispatch: new Uint8Array(count),
    leakage: new Float32Array(count),
    minPerKm: new Float64Array(count),
    catchmentKm: new Float64Array(count),
    priceCentsPerG: new Float64Array(count),
    bulkDiscount: new Float64Array(count),
    purity: new Float32Array(count),
    purityAim: new Float64Array(count),
    purityNoise: new Float64Array(count),
    puritySpread: new Float32Array(count).fill(1),
    purchases: new Float64Array(count),
    loyaltyAtPurchases: new Float64Array(count),
    hasSecond: new Uint8Array(count),
    hasUnknown: new Uint8Array(count),
    brand: new Float32Array(count),
    contract: new Uint8Array(count),
    bond: new Float32Array(count),
    oversight: new Float32Array(count),
    reservationCentsPerDay: new Float64Array(count),
    monthMarginCents: new Float64Array(count),
    fullMarginCents: new Float64Array(count),
    meanMarginCents: new Float64Array(count),
    fixedCentsPerDay: new Float64Array(count),
    openingFileShare: new Float32Array(count),
    exitFactor: new Float32Array(count),
    marketingFactor: new Float32Array(count),
    marketingStock: new Float64Array(count),
    appeal: new Float64Array(count).fill(1),
    lendsStock: new Uint8Array(count),
    isSeparate: new Uint8Array(count),
    lateGiftMg: new Int32Array(count),
    churnPerDay: new Float64Array(count),
    activeClients: new Float64Array(count),
    fileWeight: new Float64Array(count),
    monthClients: new Int32Array(count),
    recoversAt: new Float64Array(count),
    clients: new Float64Array(count),
    rentsFrom: new Int32Array(count).fill(-1),
    lapsePerWeek: new Float32Array(count),
    siteVisitorsShare: new Float32Array(count),
    contactUntil: new Int32Array(count),
    dutyShare: new Float32Array(count),
    firstLine: new Int32Array(count),
    nLines: new Int32Array(count),
    firstCourier: new Int32Array(count),
    nCouriers: new Int32Array(count),
    nOnDuty: new Int32Array(count),
    openShare: new Float64Array(count),
    emptyUntil: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    shiftSum: new Float64Array(count),
    nextOnShift: new Int32Array(count),
    burnInMg: new Float64Array(count),
    cashCents: new Float64Array(count),
    takingsCents: new Float64Array(count),
    fullTakingsCents: new Float64Array(count),
    marginCents: new Float64Array(count),
    withdrawnCents: new Float64Array(count),
    companyCents: new Float64Array(count),
  };
}

/** Active clients of all platforms of the start. */
export const activeAtStart = ({ activeClients, nAtStart }: Pick<Platforms, 'activeClients' | 'nAtStart'>): number =>
  activeClients.subarray(0, nAtStart).reduce((sum, active) => sum + active, 0);

export interface Lines {
  count: number;
  /** Platform that holds the line. Written by build. */
  platform: Uint16Array;
  /** Key of the draws about it, as a platform's. Written by identity. */
  key: Int32Array;
  /** Whether it can sell: a LINE. Written by build, start-selling, takedown, number-cuts, number-lapse, close-platform. */
  state: Uint8Array;
  /** Day of the run on which a line that cannot sell may be back. Written by takedown, number-cuts, number-lapse, close-platform. */
  downUntil: Int32Array;
  /** Day of the run on which it was or will be back after its last number cut or lapse, -1 without one. Written by number-cuts, number-lapse, close-platform. */
  contactFrom: Int32Array;
  /** What the police know of it, effective hours. Written by investigate, takedown, close-platform. */
  knowledge: Float64Array;
  /** Officer-minutes since the last weekly phase: of investigation, those of them undercover, and aimed at the manager. Written by effort, background, investigate, close-platform. */
  workedMin: Float64Array;
  undercoverMin: Float64Array;
  holderMin: Float64Array;
  /** Officer-minutes on finances since the last weekly phase, of all lines together, [1]. Written by effort, investigate. */
  financeMin: Float64Array;
  /** Orders a day, smoothed over four weeks. Written by build, deliver, restaff, close-platform. */
  recentOrders: Float32Array;
  /** Product at the restock point, mg. Written by build, deliver, takedown, close-platform. */
  stockMg: Float64Array;
  /** Full stock, mg. Written by build. */
  capacityMg: Float64Array;
  /** Clock minute at which an ordered restock arrives, Infinity if none is under way. Written by start-selling, deliver, takedown, close-platform. */
  restockAt: Float64Array;
}

export function createLines(count: number): Lines {
  return {
    count,
    platform: new Uint16Array(count),
    key: new Int32Array(count),
    state: new Uint8Array(count),
    downUntil: new Int32Array(count),
    contactFrom: new Int32Array(count).fill(-1),
    knowledge: new Float64Array(count),
    workedMin: new Float64Array(count),
    undercoverMin: new Float64Array(count),
    holderMin: new Float64Array(count),
    financeMin: new Float64Array(1),
    recentOrders: new Float32Array(count),
    stockMg: new Float64Array(count),
    capacityMg: new Float64Array(count),
    restockAt: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  };
}

export const platforms = part({ sections, fields, counts });
