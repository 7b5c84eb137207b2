// The sections of the page: texts around tables and figures.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { Stopping } from '../experiment/until.ts';
import { grouped, noEvents, unseen } from '../numbers.ts';
import { backgroundText } from '../policies/background-text.ts';
import {
  certaintySentence,
  effectSentence,
  lowerFirst,
  oneSidedSentence,
  pairingSentence,
  sizeSentence,
} from './answer.ts';
import { auditTable, estimatorList, nAuditRows, wholeAuditTable } from './html-audit.ts';
import { costs } from './html-costs.ts';
import { decidingFields } from './html-deciding.ts';
import { effortTable } from './html-effort.ts';
import type { Figures, ReportChart } from './html-figures.ts';
import { grounds } from './html-grounds.ts';
import { html, type Markup } from './html-markup.ts';
import { GRADES, parameterTables } from './html-parameters.ts';
import { summaryNote, summaryTable } from './html-summary.ts';
import { betterTable, effectsTable, flowsTable, tradeTable } from './html-tables.ts';
import { type ReportedParameter, seedOf } from './json.ts';
import type { AnyRestsOn } from './rests-on.ts';

export interface ReportExtras {
  /** In the order in which they are shown. */
  charts: readonly ReportChart[];
  /** All parameters of the scenario, in the order of the schema. */
  parameters: readonly ReportedParameter[];
  /** The command that makes the comparison again, as typed; no path of a machine. */
  command: string;
  /** Version of Waterbed. */
  version: string;
  /** SHA-256 of the scenario as it ran, in hex. */
  scenarioSha256: string;
  /** How replicates were added, where their number was not given. */
  stopping?: Stopping | null;
  /** What effects rest on, where fields were varied. */
  restsOn?: AnyRestsOn | null;
}

/** The data of sections. */
export interface Page {
  results: Results;
  /** Its arms in the order of the scenario file. */
  comparison: Comparison;
  extras: ReportExtras;
  figures: Figures;
  labelOf: (arm: string) => string;
}

export interface Section {
  id: string;
  head: string;
  /** On paper. */
  startsPage?: boolean;
  /** Open at first; all others are folded. */
  isOpen?: boolean;
  isFor?: (page: Page) => boolean;
  content: (page: Page) => Markup;
}

/** In the order in which they are read, after the first screen. */
export const PAGE_SECTIONS: readonly Section[] = [
  { id: 'grounds', head: 'What the answers rest on', isOpen: true, content: restsOn },
  { id: 'arms', head: 'The arms', content: arms },
  { id: 'answer', head: 'The answer in words', content: answer },
  { id: 'effects', head: 'Effects', startsPage: true, content: effects },
  {
    id: 'time',
    head: 'Over time',
    isFor: ({ figures }) => figures.has('time'),
    content: ({ figures }) => figures.of('time'),
  },
  { id: 'displacement', head: 'Displacement', content: displacement },
  {
    id: 'costs',
    head: 'What it costs, and whom it meets',
    content: ({ comparison, labelOf }) => costs(comparison, labelOf),
  },
  {
    id: 'audit',
    head: 'Would an evaluation have found it?',
    startsPage: true,
    isFor: ({ comparison }) => nAuditRows(comparison) > 0,
    content: audit,
  },
  {
    id: 'charts',
    head: 'Further charts',
    isFor: ({ figures }) => figures.has('rest'),
    content: ({ figures }) => figures.of('rest'),
  },
  { id: 'limits', head: 'What it means, and what not', content: limits },
  { id: 'parameters', head: 'Parameters', content: parameters },
  {
    id: 'estimates',
    head: 'All estimates of the audit',
    startsPage: true,
    isFor: ({ comparison }) => nAuditRows(comparison) > 0,
    content: estimates,
  },
  { id: 'again', head: 'How to make it again', content: again },
];

const armsOf = ({ comparison }: Page): string[] => Object.keys(comparison.arms);
const auditedArms = (page: Page): string[] =>
  armsOf(page).filter((arm) => Object.keys(page.comparison.arms[arm]!.audit).length > 0);
const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;
const quoted = (label: string): string => `“${label}”`;

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A longer description is shown with the arms. */
const SHORT_CHARS = 300;
const isShort = (text: string): boolean => text.length <= SHORT_CHARS;

export function question({ results, comparison, labelOf }: Page): Markup {
  const names = Object.keys(comparison.arms);
  const primary = comparison.arms[names[0]!]?.effects[comparison.primary.outcome]?.label;
  const description = results.scenario.description.trim();
  return html`${
    description !== '' && isShort(description)
      ? html`<p class="description">${description}</p>
`
      : ''
  }<p class="question"><strong>The question:</strong> in one simulated market, what ${names.length === 1 ? 'does' : 'do'} ${listed(names.map((arm) => quoted(labelOf(arm))))} change against ${quoted(labelOf(comparison.against))}${primary === undefined ? '' : html`, first of all in the outcome “${lowerFirst(primary)}”`}, and where does the trade go?</p>
`;
}

/** The first screen: arms × outcomes beside the chart of the primary one; then what to be warned of. */
export function summary(page: Page): Markup {
  const { results, comparison, figures, labelOf } = page;
  const warnings = warningsOf(page);
  return html`<div class="beside first"><div>
${summaryTable(results, comparison, labelOf)}</div><div>
${figures.of('summary')}${
  warnings.length > 0
    ? html`<p class="alert">${counted(warnings.length, 'warning')}: <a href="#warnings">read ${warnings.length === 1 ? 'it' : 'them'} before you rely on this</a>.</p>
`
    : ''
}${summaryNote(results, comparison)}</div></div>
${
  warnings.length > 0
    ? html`<div class="warnings" role="note" aria-labelledby="warnings"><h3 id="warnings">${warnings.length === 1 ? 'A warning' : 'Warnings'}</h3><ul>
${warnings.map((warning) => html`<li>${warning}</li>\n`)}</ul></div>
`
    : ''
}`;
}

const warningsOf = ({ results, comparison }: Page): string[] => [
  ...comparison.warnings,
  ...(results.complete ? [] : [`Unfinished: ${results.replicates.length} of ${results.scenario.seeds} replicates.`]),
  ...results.failed.map(({ seed, error }) => `Replicate ${seed} failed and is left out: ${error}`),
];

function restsOn({ results, comparison, extras, labelOf }: Page): Markup {
  return html`${decidingFields(extras.restsOn ?? null, labelOf)}${grounds(results, comparison, extras.parameters, labelOf)}`;
}

function arms(page: Page): Markup {
  const { results, comparison, labelOf } = page;
  const { scenario, replicates } = results;
  const { pre_days, post_days } = scenario.time;
  const platforms = scenario.platforms.reduce((sum, { count }) => sum + count, 0);
  const description = scenario.description.trim();
  const names = [comparison.against, ...armsOf(page)];
  return html`${
    isShort(description)
      ? ''
      : html`<p class="description">${description}</p>
`
  }<p>${counted(scenario.customers.count, 'customer')}, ${counted(scenario.sites.count, 'fixed site')} and ${counted(platforms, 'platform')} at the start; ${counted(replicates.length, 'replicate')}, each lived through by every arm with the same chance, so that what differs is what the arms did or set. In every arm there is ${backgroundText(scenario)}. Outcomes are of days ${pre_days} to ${pre_days + post_days - 1}.</p>
<dl>
${names.map(
  (arm) => html`<dt>${labelOf(arm)}${arm === comparison.against ? html` <span class="tag">reference</span>` : ''}</dt>
${results.arms[arm]!.changes.map((change) => html`<dd>${change}</dd>\n`)}${(results.arms[arm]?.policies.length ? results.arms[arm].policies : ['No policy of its own.']).map((policy) => html`<dd>${policy}</dd>\n`)}`,
)}</dl>
${effortTable(results, names, labelOf)}`;
}

function answer(page: Page): Markup {
  const { comparison, labelOf } = page;
  const { against, primary } = comparison;
  const first = comparison.arms[armsOf(page)[0]!]?.effects[primary.outcome];
  const open = html`<p class="note">More or less of the primary outcome, ${lowerFirst(first?.label ?? primary.outcome)}, counts neither as better nor as worse, so that no probability of being better is given for it.</p>
`;
  return html`${first?.better === 'none' ? open : ''}<div class="columns">${armsOf(page).map((arm) => {
    const { sentence, effects } = comparison.arms[arm]!;
    const effect = effects[primary.outcome];
    const sentences = effect && [
      certaintySentence(effect, { arm: against, label: labelOf(against) }),
      sizeSentence(effect, primary, arm),
      pairingSentence(effect),
    ];
    return html`<div><h3>${labelOf(arm)}</h3>
${
  effect
    ? html`<p class="effect">${effectSentence(primary.outcome, effect, labelOf(against))}</p>
`
    : ''
}${asked(page, arm)}<p>${sentence}</p>
${
  sentences?.some((one) => one !== '')
    ? html`<p class="note">${sentences.filter((one) => one !== '').join(' ')}</p>
`
    : ''
}</div>`;
  })}</div>
`;
}

/** The effects of an arm on the secondary outcomes that the scenario names, a sentence each. */
function asked({ results, comparison, labelOf }: Page, arm: string): Markup | string {
  const { against } = comparison;
  const told = (results.scenario.compare.secondary ?? []).flatMap((id) => {
    const effect = comparison.arms[arm]!.effects[id];
    if (effect && effect.diff !== null) return effectSentence(id, effect, labelOf(against));
    const [here, there] = [arm, against].map((name) => results.arms[name]!.outcomes[id]);
    return oneSidedSentence(here, there, labelOf(against)) || [];
  });
  return told.length === 0
    ? ''
    : html`<ul>
${told.map((one) => html`<li>${one}</li>\n`)}</ul>
`;
}

function effects(page: Page): Markup {
  const { comparison, labelOf, results, extras } = page;
  const { interval, multiplicity, against } = comparison;
  const n = results.replicates.length;
  const better = betterTable(comparison, labelOf);
  const { stopping } = extras;
  return html`<p>Means over replicates in the reference and in the arm. Differences are taken within the same replicate; shares are in %, their differences in percentage points. ${n === 1 ? 'A single replicate has no interval.' : `Intervals are 95 %, ${interval}.`} Levels are of this abstract market and mean nothing by themselves.</p>
${page.figures.of('effects')}${armsOf(page).map((arm) => effectsTable(comparison, arm, labelOf(against)))}<dl class="note">
<dt>No event, ${unseen(n)}</dt><dd>A count that is 0 in every replicate is not 0 for certain: ${noEvents(n)}. Outcomes called expected are means, of which 0 is 0.</dd>
<dt>None</dt><dd>No difference in any replicate.</dd>
<dt>Ratio</dt><dd>Arm ÷ reference, for counts; its interval (Fieller 1954) leaves out 1 just when that of the difference leaves out 0.</dd>
<dt>p; p, adjusted</dt><dd>Test of no difference in the same replicates, alone and among the others of its family. ${multiplicity}</dd>
<dt>Better</dt><dd>Which side is better for residents and customers’ health, and how probable it is that the arm’s mean is on that side of the reference’s; – where that is open, or where the outcome measures activity.</dd>
<dt>Worth of pairing</dt><dd>How many independent replicates one replicate is worth, as arms share their chance, with its 95 % interval; where the difference is told from 0.</dd>
</dl>
${
  stopping?.reached
    ? html`<p class="note">Replicates were added until half the interval of the primary outcome was at most ${stopping.until_ci_percent} % of the reference’s mean; looking repeatedly makes intervals slightly too narrow.</p>
`
    : ''
}${
  better === null
    ? ''
    : html`<details><summary>Which arm is better, two by two</summary>
${better}</details>
`
}`;
}

function displacement(page: Page): Markup {
  const { comparison, figures, labelOf } = page;
  return html`<p>The same occasions to buy are followed in both arms, so that displacement is counted, not estimated; what it says of each arm stands with <a href="#answer">the answer</a>. The target’s orders are those of the channels under pressure, in the target area: at all hours where what policies do lasts beyond the hours in which officers work, as a site stays shut for days; of couriers who are stopped, in these hours.</p>
${tradeTable(comparison, labelOf)}${armsOf(page).map((arm) =>
  comparison.arms[arm]!.flows === null
    ? html`<p>${quoted(labelOf(arm))} has no flows; <a href="#answer">the answer</a> says why.</p>
${figures.ofArm('displacement', arm)}`
    : html`<div class="beside"><div>
${flowsTable(comparison, arm)}</div><div>
${figures.ofArm('displacement', arm)}</div></div>
`,
)}<p class="note">Gross is all that moved; net is gross less what moved the other way, and is what is judged, by its interval. Each order counts once, by the first that differs: product, channel, place, hours, seller. The placebo is the reference once more, with other luck on the way: its gross moves show how much moves without any policy; net, it moves about nothing. The whole matrix is in comparison.json.</p>
`;
}

function audit(page: Page): Markup {
  return html`<p>An evaluator in the field has no world without the policy. They have recorded events (residents’ calls, acts of violence) of some days before and after, in the target area, in a buffer around it, and in areas to compare with. Each estimator below was given just that, in every replicate, and is held against what the policy truly changed.</p>
${auditedArms(page).map((arm) => auditTable(page.comparison, arm))}<dl class="note">
<dt>Events</dt><dd>What was counted: residents’ calls, or acts of violence, which have neither channel nor hour and are looked at in places only.</dd>
<dt>Looked at</dt><dd>Where displacement is looked for: places (target and buffer), channels (fixed sites and delivery), hours (within and outside policy hours).</dd>
<dt>Defined in</dt><dd>Replicates in which the estimator has a value; a quotient with a zero or without a main effect has none.</dd>
<dt>Truth</dt><dd>What the estimator is after, from the same days without the policy: of all events, and of those on record.</dd>
<dt>Bias</dt><dd>Estimate less recorded truth, mean over replicates.</dd>
<dt>Covers</dt><dd>Replicates in which its 95 % interval holds the recorded truth; it should be about 95 %. – for estimators without an interval.</dd>
<dt>Wrong sign</dt><dd>Replicates in which its sign is not that of the recorded truth.</dd>
<dt>Wrong conclusion</dt><dd>Replicates in which what it says at 5 % of the quantity that it measures (a fall, a rise, nothing) is not what is true on average, which stands in the last column. A rise of events prevented is a fall of events.</dd>
</dl>
<p class="note">Shown are the middle size of buffer and, for each estimator, the longest window; <a href="#estimates">all sizes and lengths</a> stand further below.</p>
${page.figures.of('audit')}<details><summary>What each estimator says</summary>
${estimatorList()}</details>
`;
}

const LIMITS = [
  'It is an abstract model: rates and simple rules, no street, no person, no brand. Where sites and platforms stand is drawn by the seed. Nothing here describes a place.',
  'It is no forecast. Most sizes in it are assumptions, as the grades below say, and it has not been validated against field data. What can be read is differences between arms under the same assumptions; levels cannot, and the sign of a difference is safer than its size.',
  'Intervals cover chance within the model. They do not cover what is unknown about its parameters and its form; vary the parameters that a finding rests on before you rely on it.',
  'Nothing is operational. A policy is officer-hours in an area, and no advice about how to use them follows.',
  'Arrests, operations and recorded calls measure activity and attention as much as the trade.',
  'Only what the model holds can move: trade that would leave the simulated area, and mechanisms that this version lacks, cannot show.',
];

function limits(): Markup {
  return html`<ul>
${LIMITS.map((limit) => html`<li>${limit}</li>\n`)}</ul>
`;
}

function parameters({ extras }: Page): Markup {
  return html`<p>Every value with which the scenario ran, with its grade and source. Grades: ${GRADES}.</p>
${parameterTables(extras.parameters)}`;
}

function estimates(page: Page): Markup {
  return html`<p>Every estimator, size of buffer and length of window.</p>
<details><summary>${counted(nAuditRows(page.comparison), 'row')}</summary>
${auditedArms(page).map((arm) => wholeAuditTable(page.comparison, arm))}</details>
`;
}

function again({ results, extras }: Page): Markup {
  const { scenario, replicates } = results;
  const seeds = replicates.map((replicate) => seedOf(results, replicate));
  return html`<p>The same version, scenario and seeds give the same bytes, this page included, on any number of threads. The scenario as it ran, defaults filled, is scenario.json beside this page; in that folder:</p>
<pre class="scroll" role="region" aria-label="Command" tabindex="0"><code>${extras.command}</code></pre>
<dl>
<dt>Waterbed</dt><dd>${extras.version}</dd>
<dt>Scenario</dt><dd>${scenario.name}</dd>
<dt>SHA-256 of the scenario</dt><dd class="hash"><code>${extras.scenarioSha256}</code></dd>
<dt>Seeds</dt><dd>${seeds.length} in all: ${seeds.length > 2 ? `${seeds[0]} to ${seeds.at(-1)}${isGapless(replicates) ? '' : ', those that failed left out'}` : listed(seeds)}</dd>
</dl>
`;
}

const isGapless = (replicates: readonly number[]): boolean =>
  replicates.at(-1)! - replicates[0]! === replicates.length - 1;

export const citation = ({ results, extras }: Page): Markup =>
  html`<p>To cite: Waterbed contributors. <cite>Waterbed: an agent-based simulator of delivery platforms against policing strategies</cite>, version ${extras.version}. Scenario “${results.scenario.name}”, SHA-256 ${extras.scenarioSha256.slice(0, 12)}.</p>
<p>Waterbed is free software under the MIT licence. Comparisons between arms of a simulation, not forecasts.</p>
`;
