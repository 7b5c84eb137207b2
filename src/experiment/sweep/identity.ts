// What a run is known by: hashes of all that it depends on, and of nothing else.
import { compilePolicy } from '../../policies/registry.ts';
import type { Policy, Scenario } from '../../scenario/schema.ts';

export interface Identify {
  /** A hash of a text, in hex. */
  hash: (text: string) => string;
  /** The version of the model. */
  model: string;
  /** A hash of what a file holds that the scenario names. */
  hashOf: (path: string) => string;
}

export interface Identity {
  /** Of the point. */
  id: string;
  /** Points of one world run side by side: they differ in policies and shocks of arms beside the reference only. */
  world: string;
}

const HEX_DIGITS = 32;

/** Hashes of a scenario without number of replicates, name, texts and what a comparison is about. */
export function identityOf(scenario: Scenario, { hash, model, hashOf }: Identify): Identity {
  const { seeds: _, name: _name, title: _title, description: _text, compare: _compare, arms, city, ...rest } = scenario;
  const zones = city.map((place) =>
    'zones' in place
      ? { ...place, zones: hashOf(place.zones) }
      : 'geojson' in place
        ? { ...place, geojson: hashOf(place.geojson) }
        : place,
  );
  const ground = hash(canonical([model, { ...rest, city: zones, policies: rest.policies.map(unlabelled) }]));
  const own = Object.fromEntries(Object.entries(arms).map(([arm, one]) => [arm, canonical(armOf(one))]));
  const sets = [...new Set(Object.values(arms).map(({ set }) => canonical(set ?? {})))].sort();
  const world = [ground, own[scenario.baseline], sets, hoursOf(scenario)];
  return {
    id: hash(canonical([ground, own])).slice(0, HEX_DIGITS),
    world: hash(canonical(world)).slice(0, HEX_DIGITS),
  };
}

/** The id of a run at a point. */
export const runId = (point: string, replicate: number, hash: (text: string) => string): string =>
  hash(`${point}/${replicate}`).slice(0, HEX_DIGITS);

/** An arm without its texts. */
export const armOf = ({ label: _, policies, ...arm }: Scenario['arms'][string]) => ({
  ...arm,
  policies: policies.map(unlabelled),
});

const unlabelled = ({ label: _, ...policy }: Policy) => policy;

/** Hours of the day in which a policy of any arm works: residents' calls are drawn in them and out of them, in all arms. */
const hoursOf = ({ arms }: Scenario): string[] =>
  [
    ...new Set(
      Object.values(arms).flatMap(({ policies }) => policies.map((policy) => canonical(compilePolicy(policy).hours))),
    ),
  ].sort();

/** A value as JSON, keys in order, so that equal values are equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
