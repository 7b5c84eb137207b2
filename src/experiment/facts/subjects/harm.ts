// Facts of the field: emergencies and violence.
import type { Fact, Reading } from '../fact.ts';
import { ARTICLE, both, count, outcome, PRESS, sum } from '../readings.ts';

const visits = (run: string): Reading => outcome('emergency_visits_expected', { run });
const users =
  (run: string): Reading =>
  (runs) =>
    runs[run]!.scenario.customers.count;
/** By how much the logarithm of purity rises from the first run of the study of users to the others. */
const PURER = Math.log(73 / 46);

export const HARM: readonly Fact[] = [
  {
    id: 'SF50',
    name: 'Emergency visits grew like users',
    role: 'calibrate',
    figure: 'Visits × 2.5–3.3 while users × 2.5–2.75, purity 46 to 73; "tripled"',
    grade: 'P, D, S',
    source: `${PRESS}; ${ARTICLE}`,
    quantities: [
      {
        label: 'visits, after over before',
        unit: 'relative',
        band: [2.2, 3.5],
        study: 'users',
        of: visits('after'),
        per: visits('before'),
      },
      {
        label: 'visits per user, after over before',
        unit: 'relative',
        band: [0.9, 1.3],
        study: 'users',
        of: both(visits('after'), users('after'), (all, n) => all / n),
        per: both(visits('before'), users('before'), (all, n) => all / n),
      },
      {
        label: 'elasticity of visits to purity',
        unit: '',
        band: [0, 0.4],
        study: 'users',
        of: both(visits('purer'), visits('before'), (purer, before) => Math.log(purer / before) / PURER),
      },
    ],
  },
  {
    id: 'SF55',
    name: 'How often violence kills',
    role: 'identity',
    figure: '418 acts with 139 deaths, 367 with 110',
    grade: 'P',
    source: PRESS,
    quantities: [
      {
        label: 'deaths per act',
        unit: 'deaths',
        band: [0.25, 0.38],
        study: 'violence',
        of: count('violence_lethal'),
        per: sum(
          count('violence_territorial'),
          count('violence_robbery'),
          count('violence_punishment'),
          count('violence_retaliation'),
        ),
        input: 'violence.lethality',
      },
    ],
  },
];
