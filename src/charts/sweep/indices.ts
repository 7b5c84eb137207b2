// Chart: a heat map of sensitivity indices, outcomes by factors, those not told from noise in grey.
import { grouped } from '../../numbers.ts';
import { type HeatCell, heatChart } from '../heat-panels.ts';
import type { Chart, Headed } from '../style.ts';

export interface IndexCell {
  value: number | null;
  isTold: boolean | null;
}

export interface Indices {
  id: string;
  title: string;
  notes: string[];
  /** Of the bar of colours, a line each: 'Total index', 'share of variance'. */
  scale: string[];
  factors: readonly { factor: string; grade: string }[];
  /** Cells by factor, in the order of `factors`. */
  outcomes: readonly { label: string; cells: readonly IndexCell[] }[];
}

/** Rows are factors, the first on top, with their grades; columns are outcomes. Indices above 1 have the colour of 1. */
export function indexHeatMap(headed: Headed, { id, title, notes, scale, factors, outcomes }: Indices): Chart {
  const told = outcomes.flatMap(({ cells }) => cells).filter(({ isTold }) => isTold !== false);
  const nCells = outcomes.length * factors.length;
  return heatChart(
    headed,
    {
      id,
      title,
      notes,
      alt: `Heat map: ${scale.join(' ')} of ${factors.length} factors for ${outcomes.length} outcomes; ${told.length} of ${nCells} are told from noise${largestOf(factors, outcomes)}.`,
    },
    {
      panels: [
        {
          title: '',
          cells: factors.map((_, f) => outcomes.map(({ cells }) => cellOf(cells[f]!))).reverse(),
        },
      ],
      rows: {
        title: 'factor, with its grade of evidence',
        names: factors.map(({ factor }) => factor).reverse(),
        below: factors.map(({ grade }) => grade).reverse(),
      },
      columns: { title: 'outcome', names: outcomes.map(({ label }) => label) },
      scale: { title: scale, isOneSided: true, most: 1 },
      open: ['not told', 'from noise'],
    },
  );
}

const cellOf = ({ value, isTold }: IndexCell): HeatCell =>
  value === null
    ? { value: null, isOpen: false, text: '–' }
    : { value: Math.max(0, value), isOpen: isTold === false, text: grouped(value, 2) };

function largestOf(factors: Indices['factors'], outcomes: Indices['outcomes']): string {
  const all = outcomes.flatMap(({ label, cells }) =>
    cells.map(({ value, isTold }, f) => ({
      label,
      factor: factors[f]!.factor,
      value: isTold === false ? null : value,
    })),
  );
  const most = all.reduce((best, one) => ((one.value ?? -1) > (best?.value ?? -1) ? one : best), all[0]);
  return most?.value == null ? '' : `; the largest: ${most.factor} for ${most.label}, ${grouped(most.value, 2)}`;
}
