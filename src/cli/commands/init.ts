// `waterbed-sim init`: writes a commented starter scenario; an existing file is never overwritten.
import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, UserError } from '../terminal.ts';

export function init(file: string): void {
  try {
    writeFileSync(file, starter(schemaSeenFrom(file)), { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new UserError(`${file}: is there already and is never overwritten; name another file`);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError(`${file}: its folder does not exist; make it first`);
    if (code === 'EACCES' || code === 'EROFS' || code === 'EISDIR')
      throw new UserError(`${file}: cannot be written (${message})`);
    throw error;
  }
  say(`wrote ${file}; next: waterbed-sim check ${file}, then waterbed-sim run ${file}`);
}

function schemaSeenFrom(file: string): string {
  const schema = fileURLToPath(new URL('../../../scenarios/schema.json', import.meta.url));
  return relative(dirname(resolve(file)), schema)
    .split(sep)
    .join('/');
}

const starter = (
  schema: string,
): string => `# What this scenario shows, in a sentence: pressure on fixed sites in an abstract town, against no pressure.
# yaml-language-server: $schema=${schema}
version: 2
title: Pressure on fixed sites in an abstract town
seed: my-first-scenario        # any text; the same seed gives the same results
seeds: 4                       # replicates: more of them narrow the intervals

time:
  start_date: 2021-01-01       # day 0, the first reported
  burn_in_days: 60             # lets the market settle, not reported
  pre_days: 60                 # reported beside the outcomes
  post_days: 120               # the days outcomes are taken from

# A square town of 36 zones. Real zones: { zones: my-zones.csv } or { geojson: my-zones.json }
city: { grid: { columns: 6, rows: 6, cell_km: 1, population: 180000 } }

customers: { count: 3000 }
sites: { count: 8 }
platforms:                     # see: waterbed-sim list archetypes
  - { archetype: three-line-hands-on, count: 2 }
  - { archetype: service-quality-bikes, count: 1 }

# The tenth of the zones with most sites; a ring of 2 km around it is the buffer, the rest is the control.
areas: { target: { rule: most-sites, share: 0.1 }, buffer_km: 2 }

baseline: baseline             # the arm the others are compared with
arms:
  baseline: {}
  pressure:
    label: Site pressure
    policies:                  # see: waterbed-sim list policies
      - kind: site-operations
        announce_day: 45       # known from here on
        start_day: 60          # done from here on
        ramp_days: 14
        hours_per_day: 10      # officer-hours
        between: [10, 18]
        where: target
        pick: largest
`;
