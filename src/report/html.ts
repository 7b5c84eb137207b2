// report.html: one self-contained page of a comparison, the same bytes for the same results.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { figuresOf } from './html-figures.ts';
import { html } from './html-markup.ts';
import { citation, PAGE_SECTIONS, type Page, question, type ReportExtras, summary } from './html-sections.ts';
import { STYLE } from './html-style.ts';

export type { ReportChart } from './html-figures.ts';
export type { ReportExtras } from './html-sections.ts';

/** Nothing is loaded and nothing runs, whatever a scenario file holds. */
export const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The text of report.html. Everything from a scenario file is escaped; nothing is loaded from anywhere. */
export function reportHtml(results: Results, comparison: Comparison, extras: ReportExtras): string {
  const names = armsInFileOrder(results.scenario, comparison.against).filter((arm) => arm in comparison.arms);
  const arms = Object.fromEntries(names.map((arm) => [arm, comparison.arms[arm]!]));
  const page: Page = {
    results,
    comparison: { ...comparison, arms },
    extras,
    figures: figuresOf(chartsOfPage(extras.charts, comparison), names),
    labelOf: (arm) => results.scenario.arms[arm]?.label ?? arm,
  };
  const { title, name } = results.scenario;
  const sections = PAGE_SECTIONS.filter(({ isFor }) => isFor === undefined || isFor(page));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Waterbed ${extras.version}">
<title>${title || name} – comparison of policies</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="kind">Comparison of policies in a simulated market · Waterbed ${extras.version}</p>
<h1>${title || name}</h1>
${question(page)}</header>
<main id="main" tabindex="-1">
<section class="summary" aria-labelledby="summary"><h2 id="summary">At a glance</h2>
${summary(page)}</section>
<nav aria-label="Contents"><ul>
${sections.map(({ id, head }) => html`<li><a href="#${id}">${head}</a></li>\n`)}</ul></nav>
${sections.map(
  ({
    id,
    head,
    startsPage = false,
    isOpen = false,
    content,
  }) => html`<section aria-labelledby="${id}"${startsPage ? html` class="page"` : ''}>
${
  isOpen
    ? html`<h2 id="${id}">${head}</h2>
${content(page)}`
    : html`<details class="fold"><summary><h2 id="${id}">${head}</h2></summary>
${content(page)}</details>
`
}</section>
`,
)}</main>
<footer>
${citation(page)}</footer>
</body>
</html>
`.markup;
}

/** An audit of the events that the question is about: charts of the others are files beside the page. */
function chartsOfPage(charts: ReportExtras['charts'], { primary }: Comparison): ReportExtras['charts'] {
  const isOther = primary.outcome.startsWith('violence') ? /^audit\b/ : /^violence-audit\b/;
  const left = charts.filter(({ id }) => !isOther.test(id));
  return left.some(({ id }) => /^(violence-)?audit\b/.test(id)) ? left : charts;
}
