// Chart of docs/regimes.md: what one operation moves and loses, by the fields that decide it.
import { grouped } from '../numbers.ts';
import { type Dot, dotPanels } from './dot-panels.ts';
import { type Chart, type Headed, OKABE_ITO, SOFT } from './style.ts';

/** A value with its interval. */
export interface Estimate {
  mean: number;
  ci95: readonly [number, number] | null;
}
/** One row: the fields as they are by default, or one of them at an end of its range. */
export interface OperationRow {
  label: string;
  isDefault: boolean;
  moved: Estimate;
  lost: Estimate;
  /** Of those moved and lost together, from the ninth week on. */
  late: Estimate;
}

const dot = ({ mean, ci95 }: Estimate): Dot => ({ value: mean, ci95, text: grouped(mean) });

export function oneOperation(headed: Headed, rows: OperationRow[]): Chart {
  const [first] = rows;
  const panel = (id: 'moved' | 'lost' | 'late', label: string) => ({
    id,
    label,
    unit: 'orders',
    better: 'none' as const,
    dots: rows.map((row) => dot(row[id])),
  });
  return dotPanels(
    headed,
    {
      id: 'one-operation',
      title: 'One operation: orders that move and that are lost in sixteen weeks',
      notes: () => [
        'Against the same occasions without the operation; dots: mean over replicates; bars: 95 % t interval of that mean.',
        'The default in grey; below it one field at a time at the ends of its plausible range, then all of them.',
      ],
      alt: () =>
        `Dots with intervals: one operation moves ${grouped(first!.moved.mean)} orders to other sellers and loses ${grouped(first!.lost.mean)} by default; one row for each end of five fields.`,
    },
    rows.map(({ label, isDefault }) => ({
      label,
      color: isDefault ? SOFT : OKABE_ITO.blue,
      point: 'circle',
      isReference: isDefault,
    })),
    [
      panel('moved', 'Moved to other sellers'),
      panel('lost', 'Not bought at all'),
      panel('late', 'Both, weeks 9 to 16'),
    ],
    true,
  );
}
