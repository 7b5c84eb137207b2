// `waterbed-sim check`: checks a scenario and says what it will do, without running it.
import type { City } from '../../city/city.ts';
import { cityWarnings } from '../../city/claims.ts';
import { describeShock } from '../../engine/entities/shocks.ts';
import { armsInFileOrder } from '../../measures/series.ts';
import { grouped } from '../../numbers.ts';
import { backgroundText } from '../../policies/background-text.ts';
import { fearOf, fearText } from '../../policies/fear.ts';
import { foresee, foreseenText } from '../../policies/foreseen.ts';
import { describePolicy, underdoses } from '../../policies/registry.ts';
import { describeChanges } from '../../scenario/arm-settings.ts';
import { load } from '../load.ts';
import { counted, paint, say, sayJson, UserError } from '../terminal.ts';

export interface CheckOptions {
  set: string[];
  json?: true;
  years?: number;
  seeds?: number;
  jobs?: number;
}

export function check(path: string, options: CheckOptions): void {
  for (const name of ['years', 'seeds', 'jobs'] as const)
    if (options[name] !== undefined) throw new UserError(`--${name} is for runs of years; give --stationary too`);
  const { scenario, city } = load(path, options.set);
  const { name, seeds, time, customers, sites, platforms } = scenario;
  const ofEveryArm = scenario.policies.map(describePolicy);
  const shocksOfEveryArm = scenario.shocks.map(describeShock);
  const effort = foresee(scenario, city);
  const fear = fearOf(scenario);
  const arms = armsInFileOrder(scenario, scenario.baseline).map((arm) => ({
    arm,
    isBaseline: arm === scenario.baseline,
    changes: describeChanges({ ...scenario, shocks: [] }, arm),
    policies: scenario.arms[arm].policies.map(describePolicy),
  }));
  const extent = city.cityNames.map((_, c) => extentOf(city, c));
  const warnings = [...cityWarnings(city), ...underdoses(scenario)];
  if (options.json) {
    sayJson({
      ok: true,
      name,
      seeds,
      zones: zonesOf(city),
      extent,
      policies: ofEveryArm,
      shocks: shocksOfEveryArm,
      arms,
      effort,
      fear,
      warnings,
      scenario,
    });
    return;
  }
  const nPlatforms = platforms.reduce((sum, { count }) => sum + count, 0);
  const size = [
    counted(city.nZones, 'zone'),
    counted(customers.count, 'customer'),
    counted(sites.count, 'site'),
    counted(nPlatforms, 'platform'),
  ];
  const days = `${time.burn_in_days} + ${time.pre_days} + ${time.post_days} days`;
  say(`${paint('green', 'ok')} ${name}: ${size.join(', ')}; ${days}, ${counted(seeds, 'replicate')}`);
  for (const one of extent) say(`  ${coverage(one)}`);
  say(`  in every arm: ${backgroundText(scenario)}`);
  if (fear && sites.count > 0) say(`  ${fearText(fear)}`);
  const offers = (arm: string): string[] => effort[arm]!.map((one) => `    ${foreseenText(one)}`);
  for (const [k, sentence] of ofEveryArm.entries()) say(`  in every arm: ${sentence}\n${offers(scenario.baseline)[k]}`);
  for (const sentence of shocksOfEveryArm) say(`  in every arm: ${sentence}`);
  for (const { arm, isBaseline, changes, policies } of arms) {
    say(
      `${paint('bold', arm)}${isBaseline ? ' (baseline)' : ''}: ${policies.length === 0 ? 'no policy of its own' : ''}`.trimEnd(),
    );
    for (const sentence of changes) say(`  ${sentence}`);
    for (const [k, sentence] of policies.entries()) say(`  ${sentence}\n${offers(arm)[ofEveryArm.length + k]}`);
  }
  for (const sentence of warnings) say(paint('yellow', `Warning: ${sentence}`));
}

/** Zones in the order of their files; a grid has no position on the Earth. */
const zonesOf = (city: City) =>
  city.code.map((code, zone) => ({
    code,
    name: city.name[zone] || null,
    population: city.population[zone],
    lat_deg: degrees(city.latDeg[zone]),
    lon_deg: degrees(city.lonDeg[zone]),
    area_km2: city.areaKm2[zone],
  }));

/** What one city covers. */
function extentOf(city: City, c: number) {
  const zones = [...city.zoneCity.keys()].filter((zone) => city.zoneCity[zone] === c);
  const total = (column: Float64Array): number => zones.reduce((sum, zone) => sum + column[zone], 0);
  return {
    city: city.cityNames[c],
    zones: zones.length,
    population: total(city.population),
    area_km2: total(city.areaKm2),
    ...city.extent[c],
  };
}

const degrees = (deg: number): number | null => (Number.isNaN(deg) ? null : deg);

function coverage(extent: ReturnType<typeof extentOf>): string {
  const { city, zones, population, area_km2, width_km, height_km, centre_lat_deg, centre_lon_deg } = extent;
  const km = (value: number): string => grouped(value, value < 100 ? 1 : 0);
  const centre =
    centre_lat_deg === null || centre_lon_deg === null
      ? 'a grid, nowhere on the Earth'
      : `centre ${compass(centre_lat_deg, 'N', 'S')}, ${compass(centre_lon_deg, 'E', 'W')}`;
  return `${city}: ${grouped(population)} people in ${counted(zones, 'zone')}, ${km(area_km2)} km²; ${km(width_km)} km from west to east, ${km(height_km)} km from south to north; ${centre}`;
}

/** `48.857° N`. */
const compass = (deg: number, positive: string, negative: string): string =>
  `${Math.abs(deg).toFixed(3)}° ${deg < 0 ? negative : positive}`;
