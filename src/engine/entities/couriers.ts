// State of couriers, by post. A post always belongs to the same line; the person on it can change.
import { field } from '../../fields/field.ts';
import { type Complaint, real, share, whole } from '../../fields/kinds.ts';
import { NO_DAY } from '../kernel/clock.ts';
import { part, type Values } from '../kernel/part.ts';

const DELIVER = 'MODEL 4, deliver';

const above = (field: string, what: string, got: number): Complaint[] =>
  got <= 1 ? [] : [{ path: [field], what, got, expected: 'a sum of at most 1' }];

const sections = {
  couriers: {
    text: 'Who delivers, how exposed they are to stops, and what follows an arrest.',
    rules: ({ women_share, minors_share, student_share, bracelet_share }: Values<typeof fields>['couriers']) => [
      ...above('minors_share', 'women_share and minors_share exceed 1', women_share + minors_share),
      ...above('bracelet_share', 'student_share and bracelet_share exceed 1', student_share + bracelet_share),
    ],
  },
};

const fields = {
  couriers: {
    women_share: field(share().default(0.1), {
      text: 'Share of couriers who are women.',
      unit: 'share',
      plausible: '0.05-0.15',
      grade: 'S direction, P size',
      source: 'MODEL 6, labour; 8.8 % of accused',
    }),
    women_rise_per_year: field(share().default(0.005), {
      text: 'What the share of women among those found for posts rises by in a year of the run.',
      unit: 'share per year',
      plausible: '0-0.02',
      grade: 'S direction, A size',
      source: 'MODEL 6, labour; founding article 2024',
    }),
    student_share: field(share().default(0.1), {
      text: 'Share of those found for posts who study.',
      unit: 'share',
      plausible: '0.05-0.2',
      grade: 'S direction, A size',
      source: 'founding article 2024; size assumed',
    }),
    student_leave_factor: field(real(0, 100).default(1.5), {
      text: 'How often who studies leaves the post, relative to others; the mean of all stays.',
      unit: 'relative',
      plausible: '1-3',
      grade: 'A',
      source: 'assumption',
    }),
    bracelet_share: field(share().default(0.03), {
      text: 'Share of those found for posts who are under an electronic bracelet.',
      unit: 'share',
      plausible: '0.01-0.08',
      grade: 'S direction, A size',
      source: 'founding article 2024; size assumed',
    }),
    bracelet_kept_share: field(share().default(0.8), {
      text: 'Share of couriers under an electronic bracelet who are held until trial when arrested on the way.',
      unit: 'share',
      plausible: '0.4-1',
      grade: 'A',
      source: 'assumption; an arrest ends the measure',
    }),
    minors_share: field(share().default(0.15), {
      text: 'Share of couriers who are minors.',
      unit: 'share',
      plausible: '0.10-0.25',
      grade: 'P',
      source: 'MODEL 6, labour',
    }),
    woman_factor: field(real(0, 10).default(0.5), {
      symbol: 'm',
      text: 'Risk of a stop of a woman relative to a man.',
      unit: 'relative',
      plausible: '0.3-0.8',
      grade: 'S direction, A size',
      source: `${DELIVER}; founding article 2024`,
    }),
    minor_factor: field(real(0, 10).default(0.85), {
      symbol: 'm',
      text: 'Risk of a stop of a minor relative to a man.',
      unit: 'relative',
      grade: 'S direction, A size',
      source: `${DELIVER}; founding article 2024`,
    }),
    bike_factor: field(real(0, 10).default(0.7), {
      symbol: 'm',
      text: 'Risk of a stop by bike or kick-scooter relative to scooter and car.',
      unit: 'relative',
      grade: 'S direction, A size',
      source: `${DELIVER}; founding article 2024`,
    }),
    custody_days: field(whole(0, 365).default(2), {
      text: 'Time that anyone arrested spends in police custody: couriers, managers, persons at sites.',
      unit: 'days',
      plausible: '1-4',
      grade: 'A',
      source: 'MODEL 5; assumption',
    }),
    kept_share: field(share().default(0.2), {
      text: 'Share of couriers arrested on the way who are held until trial and lose their post.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 5; remand of couriers 0.2',
    }),
    replacement_days: field(whole(0, 365).default(14), {
      text: 'Time until a fallen line has new people and can sell again.',
      unit: 'days',
      plausible: '7-28',
      grade: 'A',
      source: 'MODEL 5, takedown; assumption',
    }),
  },
};

/** Values of the fields of couriers. */
export type CouriersGiven = Values<typeof fields>;

/** State of a post and its person; who is away in the yearly dip keeps the post. */
export const COURIER = { working: 0, custody: 1, vacant: 2, away: 3 } as const;

export interface Couriers {
  /** Number of posts. */
  count: number;
  /** Platform and line of the post. Written by build. */
  platform: Int32Array;
  line: Int32Array;
  /** Key of the draws about it, as a platform's. Written by identity. */
  key: Int32Array;
  /** Zone of the last handover, at the start of a day that of the platform's home. Written by rota, deliver. */
  zone: Uint16Array;
  /** Clock minute of the next free moment. Written by deliver. */
  freeAt: Float64Array;
  /** 1 on shift today and not in custody. Written by rota, deliver, close-platform. */
  isOn: Uint8Array;
  /** A COURIER state. Written by arrest, labour, rota. */
  state: Uint8Array;
  /** Day of the run on which the person is back or the vacancy fills; NO_DAY while nobody is found. Written by arrest, labour, start-selling. */
  untilDay: Int32Array;
  /** Day of the run before which deliveries here count as those of a replacement of an arrested courier. Written by arrest. */
  replacesUntil: Int32Array;
  /** Factor of the stop hazard by mode. Written by build. */
  modeFactor: Float32Array;
  /** The same by mode and profile. Written by identity, rota. */
  stopFactor: Float32Array;
  /** A PROFILE: man, woman, minor. Written by identity, rota. */
  profile: Uint8Array;
  /** A CIRCUMSTANCE of the person: whether one studies or is under an electronic bracelet. Written by identity, rota. */
  circumstance: Uint8Array;
  /** 1 if the present person sells a second product on the side. Written by identity, rota, side-selling, arrest. */
  sellsAside: Uint8Array;
  /** Times that the present person has been arrested or convicted. Written by identity, charge, rota. */
  priors: Uint8Array;
  /** Day of the run on which the present person goes to prison, if not held until the trial; NO_DAY for never. Written by charge, rota. */
  prisonFrom: Int32Array;
  /** Day of the run on which that person comes out. Written by charge. */
  prisonUntil: Int32Array;
  /** Persons who have held the post, the present one included. Written by rota, close-platform. */
  nPersons: Int32Array;
  /** Day of the run on which the present person began; NO_DAY if there is none. Written by rota, arrest. */
  beganOn: Int32Array;
  /** Customers to whom the present person was the last to deliver. Written by own-clients, arrest. */
  ownClients: Int32Array;
  /** Day of the run of the last delivery, -1 for none. Written by deliver. */
  lastDay: Int32Array;
  /** Pay received, cents, all persons of the post, and what they kept of sales on the side. Written by deliver, side-selling, courier-pay. */
  earnedCents: Float64Array;
  /** Piece rate of the present person in this week, cents. Written by deliver, courier-pay, arrest. */
  weekCents: Float64Array;
  /** Pay of the present person in about the last four weeks, cents, weighted as takings. Written by courier-pay, arrest. */
  recentCents: Float64Array;
}

export function createCouriers(count: number): Couriers {
  return {
    count,
    platform: new Int32Array(count),
    line: new Int32Array(count),
    key: new Int32Array(count),
    zone: new Uint16Array(count),
    freeAt: new Float64Array(count),
    isOn: new Uint8Array(count),
    state: new Uint8Array(count),
    untilDay: new Int32Array(count),
    replacesUntil: new Int32Array(count),
    modeFactor: new Float32Array(count),
    stopFactor: new Float32Array(count),
    profile: new Uint8Array(count),
    circumstance: new Uint8Array(count),
    sellsAside: new Uint8Array(count),
    priors: new Uint8Array(count),
    prisonFrom: new Int32Array(count).fill(NO_DAY),
    prisonUntil: new Int32Array(count).fill(NO_DAY),
    nPersons: new Int32Array(count).fill(1),
    beganOn: new Int32Array(count),
    ownClients: new Int32Array(count),
    lastDay: new Int32Array(count).fill(-1),
    earnedCents: new Float64Array(count),
    weekCents: new Float64Array(count),
    recentCents: new Float64Array(count),
  };
}

export const couriers = part({ sections, fields });
