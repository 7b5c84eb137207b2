// Rules between sections of a scenario. Each runs as soon as the sections it needs are sound, whatever the others hold.
import type { Policy } from '../../policies/schedule.ts';
import { nearest } from '../nearest.ts';
import type { Sections } from '../schema.ts';
import type { Complaint } from './kinds.ts';

interface Rule {
  needs: readonly (keyof Sections)[];
  find: (scenario: Sections) => Complaint[];
}

export const RULES: readonly Rule[] = [
  { needs: ['baseline', 'arms'], find: baselineIsAnArm },
  { needs: ['choice', 'sites'], find: sitesHaveAShare },
  { needs: ['time', 'policies'], find: ({ time, policies }) => policies.flatMap((policy, index) =>
    inWindow(policy, ['policies', index], -time.burn_in_days, time.pre_days + time.post_days)) },
  { needs: ['time', 'arms'], find: ({ time, arms }) => ofArms(arms, (policy, path) => inWindow(policy, path, 0, time.pre_days + time.post_days)) },
  { needs: ['city', 'policies'], find: ({ city, policies }) => policies.flatMap((policy, index) => cityExists(policy, ['policies', index], city)) },
  { needs: ['city', 'arms'], find: ({ city, arms }) => ofArms(arms, (policy, path) => cityExists(policy, path, city)) },
];

type Path = (string | number)[];

const ofArms = (arms: Sections['arms'], find: (policy: Policy, path: Path) => Complaint[]): Complaint[] =>
  Object.entries(arms).flatMap(([name, arm]) => arm.policies.flatMap((policy, index) => find(policy, ['arms', name, 'policies', index])));

function baselineIsAnArm({ baseline, arms }: Sections): Complaint[] {
  const names = Object.keys(arms);
  if (names.includes(baseline)) return [];
  const near = nearest(baseline, names);
  return [{ path: ['baseline'], what: 'no such arm', got: baseline, expected: `the name of an arm: ${names.join(', ')}`, ...(near ? { hint: near } : {}) }];
}

function sitesHaveAShare({ choice, sites }: Sections): Complaint[] {
  const sum = choice.share_delivery + choice.share_other;
  if (sites.count === 0 ? sum <= 1 + 1e-9 : sum < 1) return [];
  return [{ path: ['choice', 'share_delivery'], what: 'share_delivery and share_other leave nothing for sites', got: sum, expected: 'a sum below 1' }];
}

function inWindow({ announce_day, start_day }: Policy, path: Path, first: number, end: number): Complaint[] {
  if (start_day < first || start_day >= end) return [{ path: [...path, 'start_day'], what: 'outside the windows', got: start_day, expected: `a day from ${first} to ${end - 1}` }];
  return announce_day >= first ? [] : [{ path: [...path, 'announce_day'], what: 'outside the windows', got: announce_day, expected: `a day from ${first} to ${start_day}` }];
}

function cityExists({ where }: Policy, path: Path, city: Sections['city']): Complaint[] {
  if (!where.startsWith('city:')) return [];
  const names = city.map(({ name }) => `city:${name}`);
  if (names.includes(where)) return [];
  const near = nearest(where, names);
  return [{ path: [...path, 'where'], what: 'no such city', got: where, expected: names.length > 8 ? 'city:NAME with the name of a city' : names.join(', '), ...(near ? { hint: near } : {}) }];
}
