// State of couriers. A post belongs to a line for good; the person on it can change.
import { NO_DAY } from '../kernel/clock.ts';

export const COURIER = { working: 0, custody: 1, vacant: 2 } as const;

export interface Couriers {
  /** Number of posts. */
  count: number;
  platform: Int32Array;
  line: Int32Array;
  /** Identity that keys draws, as a platform's. Written by build, siteBans. */
  key: Int32Array;
  /** Zone of the last handover. Written by rota (home zone at the start of a day), deliver. */
  zone: Uint16Array;
  /** Clock minute of the next free moment. Written by deliver. */
  freeAt: Float64Array;
  /** 1 on shift today and not in custody. Written by rota, deliver. */
  isOn: Uint8Array;
  /** A COURIER state. Written by rota, arrest. */
  state: Uint8Array;
  /** Day of the run on which custody ends or the vacancy fills. Written by arrest. */
  untilDay: Int32Array;
  /** Day of the run before which deliveries here are those of one who took an arrested courier's place. Written by arrest. */
  replacesUntil: Int32Array;
  /** Factor of the stop hazard by mode, and by mode and profile. Written by build; the second by siteBans and rota too. */
  modeFactor: Float32Array;
  stopFactor: Float32Array;
  /** A PROFILE: man, woman, minor. Written by build, siteBans, rota. */
  profile: Uint8Array;
  /** Times that the present person has been arrested or convicted. Written by build, siteBans, rota, justice. */
  priors: Uint8Array;
  /** Days of the run between which the present person will be in prison, if not held until the trial; NO_DAY. Written by justice, rota. */
  prisonFrom: Int32Array;
  prisonUntil: Int32Array;
  /** Persons who have held the post, the present one included. Written by build, rota. */
  nPersons: Int32Array;
  /** Day of the run of the last delivery, -1 for none. Written by deliver. */
  lastDay: Int32Array;
  /** Pay received, cents, all persons of the post. Written by deliver. */
  earnedCents: Float64Array;
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
    priors: new Uint8Array(count),
    prisonFrom: new Int32Array(count).fill(NO_DAY),
    prisonUntil: new Int32Array(count).fill(NO_DAY),
    nPersons: new Int32Array(count).fill(1),
    lastDay: new Int32Array(count).fill(-1),
    earnedCents: new Float64Array(count),
  };
}
