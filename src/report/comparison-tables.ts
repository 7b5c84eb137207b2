// The tables of a comparison: effects and flows by seed as Parquet, the audit as CSV.
import { csvFormatRows } from 'd3-dsv';
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { AuditRow } from '../measures/audit.ts';
import { ESTIMATOR_IDS } from '../measures/estimators/registry.ts';
import { FLOW_CLASSES } from '../measures/flows.ts';
import { armOrder } from '../measures/series.ts';
import { AUDIT_COLUMNS } from './comparison-json.ts';
import { seedOf } from './json.ts';
import { parquet } from './parquet.ts';

/** One row per arm, outcome and seed; those without a difference are left out. */
export function effectsParquet(results: Results, { against, arms }: Comparison): Uint8Array {
  const rows = armOrder(Object.keys(arms), against).flatMap((arm) =>
    Object.entries(arms[arm]!.effects).flatMap(([outcome, { values }]) =>
      values.flatMap((difference, i) => {
        const reference = results.arms[against]!.outcomes[outcome]!.values[i] ?? null;
        const value = results.arms[arm]!.outcomes[outcome]!.values[i] ?? null;
        if (difference === null || reference === null || value === null) return [];
        return [{ seed: seedOf(results, results.replicates[i]!), arm, outcome, reference, value, difference }];
      }),
    ),
  );
  return parquet([
    { name: 'seed', type: 'STRING', data: rows.map(({ seed }) => seed) },
    { name: 'arm', type: 'STRING', data: rows.map(({ arm }) => arm) },
    { name: 'outcome', type: 'STRING', data: rows.map(({ outcome }) => outcome) },
    { name: 'reference', type: 'DOUBLE', data: rows.map(({ reference }) => reference) },
    { name: 'value', type: 'DOUBLE', data: rows.map(({ value }) => value) },
    { name: 'difference', type: 'DOUBLE', data: rows.map(({ difference }) => difference) },
  ]);
}

/** One row per arm, class and seed; none of arms without flows. */
export function flowsParquet(results: Results, { against, arms }: Comparison): Uint8Array {
  const rows = armOrder(Object.keys(arms), against).flatMap((arm) =>
    FLOW_CLASSES.flatMap((name) => {
      const flow = arms[arm]!.flows?.[name];
      if (!flow) return [];
      const { gross_values, net_values } = flow;
      return results.replicates.map((replicate, i) => ({
        seed: seedOf(results, replicate),
        arm,
        name,
        gross: gross_values[i]!,
        net: net_values[i]!,
      }));
    }),
  );
  return parquet([
    { name: 'seed', type: 'STRING', data: rows.map(({ seed }) => seed) },
    { name: 'arm', type: 'STRING', data: rows.map(({ arm }) => arm) },
    { name: 'class', type: 'STRING', data: rows.map(({ name }) => name) },
    { name: 'gross', type: 'DOUBLE', data: rows.map(({ gross }) => gross) },
    { name: 'net', type: 'DOUBLE', data: rows.map(({ net }) => net) },
  ]);
}

/** The audit as CSV, one line per arm, estimator, dimension, buffer and window; what is undefined is empty. */
export function auditCsv({ against, arms }: Comparison): string {
  const head = ['arm', 'estimator', ...AUDIT_COLUMNS.flatMap((name) => (name === INTERVAL ? INTERVAL_ENDS : [name]))];
  const rows = armOrder(Object.keys(arms), against).flatMap((arm) =>
    ESTIMATOR_IDS.flatMap((id) => (arms[arm]!.audit[id] ?? []).map((row) => [arm, id, ...cells(row)])),
  );
  return `${csvFormatRows([head, ...rows])}\n`;
}

const INTERVAL = 'bias_recorded_ci95';
const INTERVAL_ENDS = ['bias_recorded_ci95_low', 'bias_recorded_ci95_high'];

const cells = (row: AuditRow): string[] =>
  AUDIT_COLUMNS.flatMap((name) => (name === INTERVAL ? (row[INTERVAL] ?? [null, null]) : [row[name]])).map((value) =>
    value === null ? '' : String(value),
  );
