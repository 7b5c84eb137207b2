// Platforms that open: each gets its number among all of the arm.
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { type ArmRecord, nClientMonths } from '../kernel/record.ts';
import { MOST_BIRTHS, type Tape } from '../kernel/tape.ts';

export interface BirthNeeds {
  clock: Pick<Clock, 'day' | 'nDays'>;
  tape: Pick<Tape, 'births'>;
  record: Pick<ArmRecord, 'nDays' | 'preDays'>;
  platforms: Pick<Platforms, 'key' | 'nBirths' | 'birth'>;
}

/** The platform that has the key of niche `p` is there from today. */
export function bear({ clock, tape, platforms, record }: BirthNeeds, p: number): void {
  if (tape.births.length === MOST_BIRTHS) throw new Error(`more than ${MOST_BIRTHS} platforms have opened in one arm`);
  platforms.nBirths[p]++;
  platforms.birth[p] = tape.births.length;
  tape.births.push({
    niche: p,
    key: platforms.key[p],
    from: Math.max(0, clock.day),
    until: clock.nDays,
    orders: new Uint32Array(nClientMonths(record)),
    clients: new Uint32Array(nClientMonths(record)),
  });
}
