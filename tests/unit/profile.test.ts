// Spans of a replicate: all phases by name, parts of the whole, and nothing in the way where nobody asks.
import { describe, expect, it } from 'vitest';
import { spanned } from '../../src/engine/kernel/spans.ts';
import { PHASES } from '../../src/engine/phase-list.ts';
import { runJob } from '../../src/experiment/job.ts';
import { plan } from '../../src/experiment/plan.ts';
import { addProfile, type Profile } from '../../src/experiment/profile.ts';
import { profileJson, profileRows, profileText } from '../../src/report/profile.ts';
import { cityOf, small } from '../support/small.ts';

const scenario = small();
const [job] = plan({ seed: 'waterbed', seeds: 1 });
const run = (isProfiled: boolean) => {
  const outcome = runJob(scenario, cityOf(scenario), job!, { isProfiled, placebo: true }, () => {});
  if ('error' in outcome) throw new Error(outcome.stack);
  return outcome;
};
const { profile = {}, records } = run(true);
const rows = profileRows(profile);

describe('a profile', () => {
  it('names building, pilot, list of the day, flows and every phase', () => {
    expect(rows.map(({ span }) => span).sort()).toEqual(
      ['building', 'pilot', 'day-list', 'flows', ...PHASES.map(({ name }) => name)].sort(),
    );
  });

  it('counts how often each phase ran: in both arms, none of the pilot', () => {
    const days = 40;
    for (const { name, when } of PHASES) {
      const calls = { week: 2 * Math.ceil(days / 7), day: 2 * days, 'day-end': 2 * days, tick: 2 * days * 144 }[when];
      expect(profile[name]?.calls, name).toBe(calls);
    }
    expect(profile['day-list']?.calls).toBe(days);
    expect(profile.pilot?.calls).toBe(1);
  });

  it('has shares that sum to one, and no span below nothing', () => {
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const { seconds } of rows) expect(seconds).toBeGreaterThanOrEqual(0);
  });

  it('leaves the records as they are', () => {
    const plain = run(false);
    expect(plain).not.toHaveProperty('profile');
    const timeless = (list: typeof records) => list.map((record) => ({ ...record, seconds: 0 }));
    expect(timeless(records)).toEqual(timeless(plain.records));
  });

  it('is shown with all spans, and read back', () => {
    const text = profileText(profile);
    for (const { span } of rows) expect(text).toContain(span);
    expect(JSON.parse(profileJson(profile))).toEqual(rows);
  });

  it('of several threads is their sum', () => {
    const sum: Profile = {};
    addProfile(sum, { pilot: { seconds: 1, calls: 1 } });
    addProfile(sum, { pilot: { seconds: 2, calls: 3 }, tables: { seconds: 4, calls: 1 } });
    expect(sum).toEqual({ pilot: { seconds: 3, calls: 4 }, tables: { seconds: 4, calls: 1 } });
  });
});

describe('a phase', () => {
  it('is the function itself where nobody asks for spans', () => {
    const phase = (): void => {};
    expect(spanned(phase, 'phase')).toBe(phase);
    expect(spanned(phase, 'phase', () => () => {})).not.toBe(phase);
  });
});
