// The table of effort on the page: offered and spent by policy and arm, with reasons for the difference.
import { amountsOf, whyNot } from '../experiment/effort.ts';
import type { Results } from '../experiment/results.ts';
import { html, type Markup, table } from './html-markup.ts';
import { UNDEFINED } from './numbers.ts';

/** Arm × policy; nothing where no arm has a policy. */
export function effortTable({ arms }: Results, names: readonly string[], labelOf: (arm: string) => string): Markup {
  const groups = names
    .map((arm) => ({ head: labelOf(arm), rows: arms[arm]!.effort.map(rowOf) }))
    .filter(({ rows }) => rows.length > 0);
  return groups.length === 0
    ? html``
    : table({
        id: 'effort',
        caption: 'Effort offered and spent, mean over replicates',
        columns: [
          { head: 'Policy' },
          { head: 'Offered', isNumber: true },
          { head: 'Spent', isNumber: true },
          { head: 'Unit' },
          { head: 'Why not all, and what was spent in vain' },
        ],
        groups,
      });
}

function rowOf(effort: Results['arms'][string]['effort'][number]) {
  const { offered, spent } = amountsOf(effort);
  return { head: effort.name, cells: [offered, spent, effort.unit, whyNot(effort) || UNDEFINED] };
}
