// How small a town may be, for the terminal.
import type { Smallest } from '../experiment/sweep/smallest.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { grouped, signed } from '../numbers.ts';
import { intervalText, plusMinus, UNDEFINED } from './numbers.ts';
import { column, lines, type Style } from './table.ts';

export function smallestText(
  all: readonly Smallest[],
  outcome: string,
  percent: number,
  replicates: number,
  style: Style,
): string {
  const label = OUTCOMES.find(({ id }) => id === outcome)?.label ?? outcome;
  return all
    .map(({ arm, sizes, customers }) => {
      const columns = [
        column(
          'customers',
          sizes.map((size) => grouped(size.customers)),
        ),
        column(
          'effect, %',
          sizes.map(({ effect, ci95 }) =>
            effect === null ? UNDEFINED : plusMinus(effect, ci95, { scale: 100, most: 2, format: signed }),
          ),
        ),
        column(
          'off, % of the full effect',
          sizes.map(({ off }, k) => (k === 0 || off === null ? UNDEFINED : signed(off * 100, 1))),
        ),
        column(
          '95 % interval',
          sizes.map(({ off_ci95 }, k) => (k === 0 ? UNDEFINED : intervalText(off_ci95, 100, 1))),
        ),
        column(
          `within ${percent} %`,
          sizes.map(({ verdict }, k) => (k === 0 ? 'the full town' : verdict)),
          'left',
        ),
      ];
      const found =
        customers === null
          ? `No smaller town is known to keep the effect of ${arm} within ${percent} % with ${grouped(replicates)} replicates: where it is not told, more of them would tell.`
          : `With ${grouped(customers)} customers the effect of ${arm} is within ${percent} % of that of the full town, as in all larger towns.`;
      return [
        style('bold', `${label}: effect of ${arm} relative to the reference, by size of the town`),
        ...lines(columns, style),
        found,
      ].join('\n');
    })
    .join('\n\n');
}
