// `waterbed-sim check`: is this scenario sound, and what will it do? Runs nothing.
import { armsInFileOrder } from '../../measures/series.ts';
import { describePolicy, underdoses } from '../../policies/registry.ts';
import { load } from '../load.ts';
import { counted, paint, say, sayJson } from '../terminal.ts';

export interface CheckOptions {
  set: string[];
  json?: true;
}

export function check(path: string, options: CheckOptions): void {
  const { scenario, city } = load(path, options.set);
  const { name, seeds, time, customers, sites, platforms } = scenario;
  const background = scenario.policies.map(describePolicy);
  const arms = armsInFileOrder(scenario, scenario.baseline).map((arm) => ({
    arm,
    isBaseline: arm === scenario.baseline,
    policies: scenario.arms[arm].policies.map(describePolicy),
  }));
  if (options.json) {
    sayJson({ ok: true, name, seeds, zones: city.nZones, background, arms, warnings: underdoses(scenario), scenario });
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
  for (const sentence of background) say(`  in every arm: ${sentence}`);
  for (const { arm, isBaseline, policies } of arms) {
    say(
      `${paint('bold', arm)}${isBaseline ? ' (baseline)' : ''}: ${policies.length === 0 ? 'no policy of its own' : ''}`.trimEnd(),
    );
    for (const sentence of policies) say(`  ${sentence}`);
  }
  for (const sentence of underdoses(scenario)) say(paint('yellow', `Warning: ${sentence}`));
}
