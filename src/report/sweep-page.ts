// report.html of a sweep: one self-contained page, the same bytes for the same table.
import { effectOver, hoursOver, levelsOf, outcomeOf, runsOf, shapeOf, sideOf } from '../experiment/sweep/effects.ts';
import type { SweepTable } from '../experiment/sweep/sweep.ts';
import {
  armName,
  effectText,
  factorName,
  factorTitle,
  listed,
  placeText,
  type SweepNames,
  valueText,
} from '../experiment/sweep/words.ts';
import { grouped } from '../numbers.ts';
import { POLICY } from './html.ts';
import type { ReportChart } from './html-figures.ts';
import { type Content, figure, html, type Markup, table as tableOf } from './html-markup.ts';
import { GRADES } from './html-parameters.ts';
import { STYLE } from './html-style.ts';
import { UNDEFINED } from './numbers.ts';
import { chanceSentence, sweepAnswer } from './sweep-answer.ts';

/** What the page says beside the table of runs. */
export interface SweepAbout extends SweepNames {
  description?: string;
  /** Design in a word or two, as the sweep's file names it. */
  design: string;
  /** Of the scenario; replicates are `seed/1` and so on. */
  seed: string;
  /** The command that makes the sweep again, as typed; no path of a machine. */
  command: string;
  version: string;
  /** SHA-256 of the scenario that is varied, in hex. */
  scenarioSha256: string;
}

/** Rows of tables at most: what is left out is in a file beside the page. */
const MOST_POINTS = 500;
const MOST_FAILED = 100;
/** Levels in words at most. */
const MOST_LEVELS = 20;

interface Part {
  id: string;
  head: string;
  isFolded?: boolean;
  content: Markup;
}

/** The text of report.html. Everything from a scenario file is escaped; nothing is loaded from anywhere. */
export function sweepPage(table: SweepTable, charts: readonly ReportChart[], about: SweepAbout): string {
  const title = about.title || table.name;
  const parts: Part[] = [
    { id: 'varied', head: 'What was varied', content: factorsTable(table) },
    { id: 'answer', head: 'What it says', content: answer(table, about) },
    ...(charts.length === 0 ? [] : [{ id: 'charts', head: 'Charts', content: figures(charts) }]),
    { id: 'points', head: 'All points', isFolded: charts.length > 0, content: pointTables(table, about) },
    ...(table.failed.length === 0
      ? []
      : [{ id: 'failed', head: `Failed runs: ${grouped(table.failed.length)}`, content: failedTable(table) }]),
    { id: 'limits', head: 'What it means, and what not', content: limits(table) },
    { id: 'again', head: 'How to make it again', content: again(table, about) },
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Waterbed ${about.version}">
<title>${title} – sweep</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="kind">Sweep of a simulated market · Waterbed ${about.version}</p>
<h1>${title}</h1>
${about.description ? html`<p class="description">${about.description.trim()}</p>\n` : ''}${question(table, about)}</header>
<main id="main" tabindex="-1">
${warning(table)}<nav aria-label="Contents"><ul>
${parts.map(({ id, head }) => html`<li><a href="#${id}">${head}</a></li>\n`)}</ul></nav>
${parts.map(
  ({ id, head, isFolded, content }) => html`<section aria-labelledby="${id}">
${
  isFolded
    ? html`<details class="fold"><summary><h2 id="${id}">${head}</h2></summary>
${content}</details>
`
    : html`<h2 id="${id}">${head}</h2>
${content}`
}</section>
`,
)}</main>
<footer>
<p>Differences between arms of a simulation, no forecast.</p>
</footer>
</body>
</html>
`.markup;
}

function question(table: SweepTable, about: SweepAbout): Markup {
  const [reference = '', ...arms] = table.arms;
  const quoted = (arm: string): string => `“${armName(about, arm)}”`;
  const factors = shapeOf(table).factors.map((factor) => factorName(table.factors[factor]!));
  return html`<p class="question"><strong>The question:</strong> how ${arms.length === 1 ? 'does the effect' : 'do the effects'} of ${listed(arms.map(quoted))} against ${quoted(reference)} depend on ${listed(factors)}? ${grouped(table.points.length)} points (${about.design}), ${grouped(table.replicates.length)} replicate${table.replicates.length === 1 ? '' : 's'} each, all arms on the same chance.</p>
`;
}

function warning(table: SweepTable): Markup {
  const { planned, failed, missing } = runsOf(table);
  const texts = [
    missing > 0 ? `Unfinished: ${grouped(missing)} of ${grouped(planned)} runs are not there.` : '',
    failed > 0
      ? `${grouped(failed)} of ${grouped(planned)} runs failed; effects are of the others, which may differ from them; a mean over points leaves out replicates that failed at one of them.`
      : '',
  ].filter((text) => text !== '');
  return texts.length === 0
    ? html``
    : html`<div class="warnings"><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></div>
`;
}

function factorsTable(table: SweepTable): Markup {
  const { factors } = shapeOf(table);
  return html`${tableOf({
    id: 'factors',
    caption: 'Factors of the sweep',
    hasSentences: true,
    columns: ['Factor', 'Fields', 'Values', 'Unit', 'What it says', 'Grade'].map((head) => ({ head })),
    groups: [
      {
        rows: factors.map((factor) => {
          const { paths, text, unit, grade } = table.factors[factor]!;
          return {
            head: factorName(table.factors[factor]!),
            cells: [
              html`${paths.map((path, i) => html`${i > 0 ? html`, ` : ''}<code>${breakable(path)}</code>`)}`,
              levelsCell(table, factor),
              unit,
              text,
              grade,
            ],
          };
        }),
      },
    ],
  })}<p class="note">Grades: ${GRADES}. A range of a factor is what was tried, not what is likely.</p>
`;
}

function levelsCell(table: SweepTable, factor: number): string {
  const levels = levelsOf(table, factor);
  if (levels.length <= MOST_LEVELS) return levels.map(valueText).join(', ');
  const { range } = table.factors[factor]!;
  const [from, to] = range ? [range.from, range.to] : [levels[0]!, levels.at(-1)!];
  return `${grouped(levels.length)} values from ${valueText(from)} to ${valueText(to)}${range?.log ? ', evenly by their logarithm' : ''}`;
}

/** Lines may break after the parts of a path. */
const breakable = (path: string): Content =>
  path.split(/(?<=[._])/).map((part, i) => (i === 0 ? part : html`<wbr>${part}`));

function answer(table: SweepTable, about: SweepAbout): Markup {
  const against = armName(about, table.arms[0] ?? '');
  return html`<p>${chanceSentence(table)}</p>
${table.arms.slice(1).map(
  (arm) => html`<h3>“${armName(about, arm)}” against “${against}”</h3>
<dl>
${table.outcomes.map((id) => {
  const { points, along } = sweepAnswer(table, arm, id);
  const { label, better } = outcomeOf(id);
  return html`<dt>${label}${better === 'none' ? '' : html` <span class="tag">better: ${better}</span>`}</dt>
<dd>${points}${along.length === 0 ? '' : html`<ul>${along.map((text) => html`<li>${text}</li>`)}</ul>`}</dd>
`;
})}</dl>
`,
)}`;
}

const figures = (charts: readonly ReportChart[]): Markup =>
  html`<div class="figures">${charts.map(({ id, title, alt, svg }, i) =>
    figure(`chart-${id}`, { svg, alt }, html`<strong>Figure ${i + 1}.</strong> ${title}`),
  )}</div>
`;

function pointTables(table: SweepTable, about: SweepAbout): Markup {
  const { factors } = shapeOf(table);
  const [first, ...rest] = factors;
  const points = [...table.points.keys()].slice(0, MOST_POINTS);
  const outcomes = table.outcomes.map(outcomeOf);
  const valueAt = (point: number, factor: number): string => valueText(table.points[point]!.values[factor]!);
  return html`${table.arms.slice(1).map((arm, a) =>
    tableOf({
      id: `points-${a + 1}`,
      caption: `“${armName(about, arm)}” against “${armName(about, table.arms[0]!)}”: mean paired difference and its 95 % interval`,
      columns: [
        { head: first === undefined ? 'Point' : factorTitle(table.factors[first]!) },
        ...rest.map((factor) => ({ head: factorTitle(table.factors[factor]!), isNumber: true })),
        { head: 'Officer-hours spent, of those offered', isNumber: true },
        ...outcomes.map(({ label, change }) => ({
          head: html`${label}${change === '' ? '' : html`<span class="unit">${change}</span>`}`,
          isNumber: true,
        })),
      ],
      groups: [
        {
          rows: points.map((point) => ({
            head: first === undefined ? String(point + 1) : valueAt(point, first),
            cells: [
              ...rest.map((factor) => valueAt(point, factor)),
              hoursCell(table, point, arm),
              ...outcomes.map(({ id }) => effectCell(table, point, arm, id)),
            ],
          })),
        },
      ],
    }),
  )}<p class="note">Grey: the interval holds 0, so that the sign is open. Shares in percentage points.${
    table.points.length > MOST_POINTS
      ? ` The first ${grouped(MOST_POINTS)} of ${grouped(table.points.length)} points; all are in summary.csv.`
      : ''
  }</p>
`;
}

function hoursCell(table: SweepTable, point: number, arm: string): string {
  const [spent, offered] = (['spent_h', 'offered_h'] as const).map((which) => hoursOver(table, [point], arm, which));
  return spent == null || offered == null ? UNDEFINED : `${grouped(spent)} of ${grouped(offered)}`;
}

function effectCell(table: SweepTable, point: number, arm: string, id: string): Content {
  const effect = effectOver(table, [point], arm, id);
  if (effect.mean === null) return UNDEFINED;
  const [mean, ...interval] = effectText(effect, outcomeOf(id), 'short').split(' ');
  const isTold = ['above', 'below'].includes(sideOf(effect));
  return html`<span class="${isTold ? 'told' : 'open'}">${mean!}</span>${interval.length > 0 ? html`<span class="range">${interval.join(' ')}</span>` : ''}`;
}

function failedTable(table: SweepTable): Markup {
  const { factors } = shapeOf(table);
  const shown = table.failed.slice(0, MOST_FAILED);
  return html`${tableOf({
    id: 'failed-runs',
    caption: 'Runs that failed; they are tried again when the sweep is',
    columns: [{ head: 'Point' }, { head: 'Replicate', isNumber: true }, { head: 'Why' }],
    groups: [
      {
        rows: shown.map(({ point, replicate, error }) => {
          const place = table.points.findIndex(({ id }) => id === point);
          return { head: place < 0 ? point : placeText(table, factors, place), cells: [String(replicate), error] };
        }),
      },
    ],
  })}${table.failed.length > MOST_FAILED ? html`<p class="note">The first ${grouped(MOST_FAILED)}; all are in runs.parquet.</p>\n` : ''}`;
}

const limits = (table: SweepTable): Markup => html`<ul>
<li>All arms of a replicate share their chance at each point, and points share their replicates, so that differences between points are paired too.</li>
<li>Intervals cover the chance of the simulation. They do not cover how well the model and the fields that were not varied are known: see the grades above.</li>
${table.replicates.length > 1 ? html`<li>An interval that holds 0 does not say that there is no effect, but that these replicates do not tell its sign.</li>\n` : ''}<li>Between levels nothing was run: lines of charts are drawn from one level to the next.</li>
</ul>
`;

function again(table: SweepTable, { command, seed, version, scenarioSha256 }: SweepAbout): Markup {
  const [first, last] = [table.replicates[0], table.replicates.at(-1)];
  const seeds =
    first === undefined ? 'none' : first === last ? `${seed}/${first}` : `${seed}/${first} to ${seed}/${last}`;
  return html`<pre class="scroll"><code>${command}</code></pre>
<dl class="note">
<dt>Waterbed</dt><dd>${version}</dd>
<dt>Replicates</dt><dd>${seeds}</dd>
<dt>Scenario, SHA-256</dt><dd class="hash">${scenarioSha256}</dd>
</dl>
<p class="note">The same version and file give the same runs.parquet, whatever the number of jobs.</p>
`;
}
