// The sweep of `--smallest`: the town of a scenario at smaller and smaller sizes, all that is counted in proportion.
import { formatFaults } from '../../scenario/faults.ts';
import { plain } from '../../scenario/located.ts';
import { type Change, parseWritten, readWritten, withCityPaths } from '../../scenario/parse.ts';
import type { Policy, Scenario } from '../../scenario/schema.ts';
import { readText } from '../read-text.ts';
import { UserError } from '../terminal.ts';

/** Ratio of a size to the next. */
const RATIO = Math.SQRT1_2;
/** No town is tried with fewer customers, or sites. */
const LEAST = { customers: 250, sites: 2 };
/** Work of which a place or a line gets as much in a small town as in a large one, and what it goes with. */
const GOES_WITH: Partial<Record<Policy['kind'], 'area' | 'residents'>> = {
  'street-stops': 'area',
  'violence-interruption': 'residents',
  prevention: 'residents',
};

/** The file of the sweep. The map stays as it is: its zones, areas and distances. */
export function sizesOf(path: string, sets: readonly (string | Change)[]): Record<string, unknown> {
  const { written, faults } = readWritten(path, { readText, sets: [...sets] });
  if (!written || faults.length > 0) throw new UserError(formatFaults(faults));
  const entries = new Map(written.tree.entries);
  entries.delete('sweep');
  const base = { ...written, tree: { ...written.tree, entries } };
  const parsed = parseWritten(base);
  if (!parsed.ok) throw new UserError(formatFaults(parsed.faults));
  const { scenario } = parsed;
  const file = plain(withCityPaths(base.tree)) as Record<string, unknown>;
  const shares = sharesOf(scenario);
  if (shares.length < 2)
    throw new UserError(
      `${path}: no smaller town can be tried; expected more than ${LEAST.customers} customers and ${LEAST.sites} sites`,
    );
  const factors: Record<string, unknown> = {};
  const scaled = (id: string, at: string, of: (share: number) => number): void => {
    factors[id] = { path: at, values: shares.map(of) };
  };
  const whole = (count: number) => (share: number) => Math.max(Math.min(1, count), Math.round(count * share));
  scaled('customers', 'customers.count', whole(scenario.customers.count));
  if (scenario.sites.count > 0) scaled('sites', 'sites.count', whole(scenario.sites.count));
  if (Array.isArray(file.platforms))
    for (const [k, { count }] of scenario.platforms.entries())
      scaled(`platforms-${k + 1}`, `platforms.${k}.count`, whole(count));
  else if (file.platforms !== undefined)
    scaled('platforms', 'platforms.count', whole(scenario.platforms.reduce((sum, { count }) => sum + count, 0)));
  const hasResidents = scaledResidents(file, scaled, whole);
  for (const { at, policy } of policiesIn(scenario)) {
    const goesWith = GOES_WITH[policy.kind];
    if (goesWith === 'area' || (goesWith === 'residents' && !hasResidents)) continue;
    const { lines = 0 } = policy as { lines?: number };
    // The hours of a line stay what they are, since few hours on many lines learn nothing.
    const part = lines > 0 ? (share: number): number => whole(lines)(share) / lines : (share: number): number => share;
    const id = at.replaceAll('.', '-');
    if (lines > 0) scaled(`${id}-lines`, `${at}.lines`, whole(lines));
    for (const key of ['hours_per_day', 'eur_per_day'] as const) {
      const amount = (policy as Partial<Record<typeof key, number>>)[key];
      if (amount) scaled(`${id}-${key}`, `${at}.${key}`, (share) => Number((amount * part(share)).toPrecision(6)));
    }
  }
  const { outcome } = scenario.compare;
  return { ...file, name: `${scenario.name}-smallest`, sweep: { design: 'zip', factors, outcomes: [outcome] } };
}

/** Shares of the full town, the full one first. */
function sharesOf({ customers, sites }: Scenario): number[] {
  const shares: number[] = [];
  for (let share = 1; ; share *= RATIO) {
    const tooSmall =
      customers.count * share < LEAST.customers || (sites.count > 0 && sites.count * share < LEAST.sites);
    if (tooSmall) return shares;
    shares.push(Number(share.toPrecision(3)));
  }
}

/** People of a grid; those of zones from a file stay. */
function scaledResidents(
  { city }: Record<string, unknown>,
  scaled: (id: string, at: string, of: (share: number) => number) => void,
  whole: (count: number) => (share: number) => number,
): boolean {
  const places = (Array.isArray(city) ? city : [city]) as { grid?: { population: number } }[];
  for (const [k, { grid }] of places.entries())
    if (grid)
      scaled(
        Array.isArray(city) ? `residents-${k + 1}` : 'residents',
        `${Array.isArray(city) ? `city.${k}` : 'city'}.grid.population`,
        whole(grid.population),
      );
  return places.every(({ grid }) => grid !== undefined);
}

const policiesIn = ({ policies, arms }: Scenario): { at: string; policy: Policy }[] => [
  ...policies.map((policy, k) => ({ at: `policies.${k}`, policy })),
  ...Object.entries(arms).flatMap(([arm, own]) =>
    own.policies.map((policy, k) => ({ at: `arms.${arm}.policies.${k}`, policy })),
  ),
];
