// Rules between sections of a scenario. A rule is checked if the sections that it reads are valid.
import type { z } from 'zod';
import { nichesOf } from '../engine/acts/niches.ts';
import { MAX_COURIERS, MAX_LINES, MAX_NICHES } from '../engine/entities/platforms.ts';
import { type Shock, startOfShock } from '../engine/entities/shocks.ts';
import type { Settings } from '../engine/settings.ts';
import type { Complaint } from '../fields/kinds.ts';
import { nearest } from '../nearest.ts';
import { mostOpened, type Policy } from '../policies/registry.ts';
import { dayNumber, isoDate } from '../units.ts';
import type { CityPlace } from './experiment-fields.ts';

/** The sections that rules read, each valid by itself. */
type Sections = Settings<Policy> & { city: readonly CityPlace[] };

type Path = (string | number)[];
type Issues = readonly { code?: string | undefined; path?: PropertyKey[] | undefined }[];

/** Checks a map of sections, some of which may have faults already. */
export function betweenSections(scenario: Sections, context: z.RefinementCtx): void {
  const issues: Issues = [...context.issues];
  const isSound = (...path: Path) => !issues.some((issue) => touches(issue, path));
  const complaints: Complaint[] = [];
  const { time, city, arms, baseline, choice, sites } = scenario;
  if (isSound('baseline') && isMap(arms)) complaints.push(...baselineIsAnArm(baseline, Object.keys(arms)));
  if (isSound('choice') && isSound('sites')) complaints.push(...sitesHaveAShare(choice, sites));
  if (['platforms', 'policies', 'arms', 'mechanisms'].every((section) => isSound(section)))
    complaints.push(...platformsFit(scenario));
  for (const { policy, path, isOfEveryArm } of policiesOf(scenario)) {
    if (!isSound(...path)) continue;
    const first = isOfEveryArm ? -time?.burn_in_days : 0;
    if (isSound('time')) complaints.push(...inWindows(policy, path, first, time));
    if (isSound('city')) complaints.push(...cityExists(policy, path, city));
  }
  for (const { shock, path, isOfEveryArm } of shocksOf(scenario))
    if (isSound(...path) && isSound('time'))
      complaints.push(...shockInWindows(shock, path, isOfEveryArm ? -time.burn_in_days : 0, time));
  for (const { path, what, ...params } of complaints) context.addIssue({ code: 'custom', path, message: what, params });
}

/** Whether an issue is at, above or below a path. An unknown key above does not matter. */
function touches({ path = [], code }: Issues[number], sought: Path): boolean {
  if (code === 'unrecognized_keys' && path.length < sought.length) return false;
  return path.slice(0, sought.length).every((step, depth) => step === sought[depth]);
}

function* policiesOf({ policies, arms }: Sections): Generator<{ policy: Policy; path: Path; isOfEveryArm: boolean }> {
  if (Array.isArray(policies)) {
    for (const [index, policy] of policies.entries()) yield { policy, path: ['policies', index], isOfEveryArm: true };
  }
  for (const [name, arm] of isMap(arms) ? Object.entries(arms) : []) {
    if (!Array.isArray(arm?.policies)) continue;
    for (const [index, policy] of arm.policies.entries()) {
      yield { policy, path: ['arms', name, 'policies', index], isOfEveryArm: false };
    }
  }
}

function* shocksOf({ shocks, arms }: Sections): Generator<{ shock: Shock; path: Path; isOfEveryArm: boolean }> {
  const lists: [Path, readonly Shock[]][] = [
    [['shocks'], shocks],
    ...Object.entries(isMap(arms) ? arms : {}).map(([name, arm]): [Path, readonly Shock[]] => [
      ['arms', name, 'shocks'],
      arm?.shocks,
    ]),
  ];
  for (const [path, list] of lists)
    if (Array.isArray(list))
      for (const [index, shock] of list.entries())
        yield { shock, path: [...path, index], isOfEveryArm: path.length === 1 };
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

function baselineIsAnArm(baseline: string, names: string[]): Complaint[] {
  if (names.length === 0 || names.includes(baseline)) return [];
  const near = nearest(baseline, names);
  const hint = near ? `did you mean ${near}` : `an arm without policies is written ${baseline}: {}`;
  return [
    {
      path: ['baseline'],
      what: 'no such arm',
      got: baseline,
      expected: `the name of an arm: ${names.join(', ')}`,
      hint,
    },
  ];
}

function sitesHaveAShare(choice: Sections['choice'], sites: Sections['sites']): Complaint[] {
  const got = choice.share_delivery + choice.share_other;
  if (sites.count === 0 ? got <= 1 + 1e-9 : got < 1) return [];
  const what = 'share_delivery and share_other leave nothing for sites';
  return [{ path: ['choice', 'share_delivery'], what, got, expected: 'a sum below 1' }];
}

/** Most lines and couriers: at the start, of vacant niches, and of platforms that banned operators may open. */
function platformsFit({ platforms, policies, arms, mechanisms }: Sections): Complaint[] {
  const byBans = mostOpened(policies) + Math.max(0, ...Object.values(arms).map((arm) => mostOpened(arm.policies)));
  const { niches } = nichesOf({ platforms, mechanisms }, byBans);
  const total = (of: (traits: (typeof niches)[number]['traits']) => number): number =>
    niches.reduce((sum, { traits }) => sum + of(traits), 0);
  const limits: [string, number, number][] = [
    ['platforms', total(() => 1), MAX_NICHES],
    ['lines', total(({ lines }) => lines), MAX_LINES],
    ['couriers', total(({ lines, couriers_per_line }) => lines * couriers_per_line), MAX_COURIERS],
  ];
  return limits
    .filter(([, got, most]) => got > most)
    .map(([what, got, most]) => ({
      path: ['platforms'],
      what: `too many ${what} with vacant niches and those of defectors and banned operators`,
      got,
      expected: `at most ${most} in all`,
      hint: 'lower the numbers of platforms or platforms_at_most of site-bans, or switch platform_entry off',
    }));
}

function inWindows(
  { announce_day, start_day }: Policy,
  path: Path,
  first: number,
  time: Sections['time'],
): Complaint[] {
  const end = time.pre_days + time.post_days;
  if (start_day < first || start_day >= end) return outside([...path, 'start_day'], start_day, first, end - 1, time);
  return announce_day < first ? outside([...path, 'announce_day'], announce_day, first, start_day, time) : [];
}

function shockInWindows(shock: Shock, path: Path, first: number, time: Sections['time']): Complaint[] {
  const { key, day } = startOfShock(shock);
  const end = time.pre_days + time.post_days;
  return day < first || day >= end ? outside([...path, key], day, first, end - 1, time) : [];
}

function outside(path: Path, got: number, first: number, last: number, time: Sections['time']): Complaint[] {
  const dateOf = (day: number): string => isoDate(dayNumber(time.start_date) + day);
  const expected = `a day from ${first} to ${last} (${dateOf(first)} to ${dateOf(last)})`;
  return [{ path, what: 'outside the windows', got, expected }];
}

function cityExists(policy: Policy, path: Path, city: Sections['city']): Complaint[] {
  if (!('where' in policy) || !policy.where.startsWith('city:')) return [];
  const { where } = policy;
  const names = city.map(({ name }) => `city:${name}`);
  if (names.includes(where)) return [];
  const near = nearest(where, names);
  const expected = names.length > 8 ? 'city:NAME with the name of a city' : names.join(' or ');
  return [
    {
      path: [...path, 'where'],
      what: 'no such city',
      got: where,
      expected,
      ...(near ? { hint: `did you mean ${near}` } : {}),
    },
  ];
}
