// The audit as tables: a short one, and one with every buffer and window.
import type { Comparison } from '../experiment/comparison.ts';
import type { AuditRow } from '../measures/audit.ts';
import type { EstimatorId } from '../measures/estimators/ids.ts';
import { ESTIMATORS } from '../measures/estimators/registry.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { type Content, html, type Markup, type TableColumn, table } from './html-markup.ts';
import { idOf } from './html-tables.ts';
import { halfOf, intervalText, UNDEFINED } from './numbers.ts';

const COLUMNS: TableColumn[] = [
  { head: 'Estimator, events, looked at' },
  ...[
    'Window, days',
    'Defined in',
    'Estimate',
    'Truth',
    'Truth, recorded',
    'Bias',
    '95 % interval of bias',
    'Covers',
    'Wrong sign',
    'Wrong conclusion',
  ].map((head) => ({ head, isNumber: true })),
  { head: 'In truth' },
];

/** One row per estimator, kind of events and dimension: the middle buffer, the longest window. */
export const auditTable = (comparison: Comparison, arm: string): Markup =>
  audit(comparison, arm, `audit-${idOf(comparison, arm)}`, 'Estimators of the field', middle);

/** All rows. */
export const wholeAuditTable = (comparison: Comparison, arm: string): Markup =>
  audit(comparison, arm, `audit-all-${idOf(comparison, arm)}`, 'Every estimate, buffer and window', (rows) => rows);

/** What each estimator measures, with its source. */
export const estimatorList = (): Markup =>
  html`<dl>${ESTIMATORS.map(({ label, text, source }) => html`<dt>${label}</dt><dd>${text} <span class="source">${source}</span></dd>\n`)}</dl>`;

export const nAuditRows = ({ arms }: Comparison): number =>
  Object.values(arms).reduce((sum, { audit }) => sum + Object.values(audit).flat().length, 0);

function audit(
  comparison: Comparison,
  arm: string,
  id: string,
  caption: string,
  pick: (rows: AuditRow[]) => AuditRow[],
): Markup {
  const { label, audit } = comparison.arms[arm]!;
  return table({
    id,
    caption: `${caption}: “${label}”`,
    columns: COLUMNS,
    groups: (Object.entries(audit) as [EstimatorId, AuditRow[]][]).map(([estimator, rows]) => ({
      head: withUnit(labelOf(estimator), rows[0]?.unit ?? ''),
      rows: pick(rows).map((row) => ({
        head: `${row.events}, ${row.dimension}${row.buffer_km === null ? '' : `, buffer ${row.buffer_km}\u00a0km`}`,
        cells: cellsOf(row),
      })),
    })),
  });
}

function middle(rows: AuditRow[]): AuditRow[] {
  const buffers = [...new Set(rows.flatMap(({ buffer_km }) => buffer_km ?? []))].sort((a, b) => a - b);
  const buffer = buffers[Math.floor((buffers.length - 1) / 2)] ?? null;
  const ofBuffer = rows.filter(({ buffer_km }) => buffer_km === null || buffer_km === buffer);
  return ofBuffer.filter(
    ({ events, dimension, window_days }) =>
      window_days ===
      Math.max(
        ...ofBuffer.flatMap((row) => (row.events === events && row.dimension === dimension ? row.window_days : [])),
      ),
  );
}

function cellsOf(row: AuditRow): Content[] {
  const { bias_recorded, bias_recorded_ci95, estimate, truth, truth_recorded } = row;
  const half = halfOf(bias_recorded_ci95);
  const decimals = half ? decimalsFor(bias_recorded ?? 0, half) : decimalsFor(truth_recorded ?? 0, null);
  const number = (value: number | null, format = grouped): string =>
    value === null ? UNDEFINED : format(value, decimals);
  return [
    row.window_days,
    `${row.n_defined} of ${row.n}`,
    number(estimate),
    number(truth),
    number(truth_recorded),
    number(bias_recorded, signed),
    intervalText(bias_recorded_ci95, 1, decimals),
    percent(row.coverage),
    percent(row.wrong_sign),
    percent(row.wrong_conclusion),
    row.true_conclusion ?? UNDEFINED,
  ];
}

const withUnit = (label: string, unit: string): string =>
  label.toLowerCase().endsWith(unit) ? label : `${label}, ${unit}`;
const percent = (share: number | null): string => (share === null ? UNDEFINED : `${grouped(share * 100)} %`);
const labelOf = (id: EstimatorId): string => ESTIMATORS.find((estimator) => estimator.id === id)?.label ?? id;
