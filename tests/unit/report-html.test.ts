import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.ts';
import { signed } from '../../src/numbers.ts';
import { type ReportExtras, reportHtml } from '../../src/report/html.ts';
import { parametersOf } from '../../src/scenario/describe.ts';
import { fakeComparison, fakeResults } from '../support/fake-results.ts';

const SMALL = { columns: 3, rows: 2, preDays: 10, postDays: 35, replicates: 3 };
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="9">\n\t<path fill="#222" d="M0 0L12 9"/>\n</svg>';
const extrasOf = ({ scenario }: Results): ReportExtras => ({
  charts: [{ id: 'effects', title: 'What changed', alt: 'The arm lies right of zero.', svg: SVG }],
  parameters: parametersOf(scenario),
  command: 'waterbed-sim compare scenario.json --out again',
  version: '0.1.0',
  scenarioSha256: '0123abcd'.repeat(8),
});
const pageOf = (results: Results, more: Partial<ReportExtras> = {}): string =>
  reportHtml(results, fakeComparison(results), { ...extrasOf(results), ...more });
const withScenario = (results: Results, change: object): Results => ({
  ...results,
  scenario: { ...results.scenario, ...change },
});
const count = (page: string, pattern: RegExp): number => page.match(pattern)?.length ?? 0;
/** What matches where nothing may, so that a failing test prints no whole page. */
const found = (page: string, pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([match]) => match);
const BROKEN = /.{20}(NaN|undefined|null|Infinity).{20}/g;
/** What is read: without tags, entities resolved. */
const textOf = (page: string): string =>
  page
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<wbr>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name as 'lt'],
    )
    .replace(/\s+/g, ' ');

describe('report.html', () => {
  const results = fakeResults({ ...SMALL, arms: ['couriers', 'pressure'] });
  const comparison = fakeComparison(results);
  const page = pageOf(results);
  const text = textOf(page);

  it('is the same bytes for the same results, whatever the order of arms', () => {
    const turned: Results = {
      ...results,
      arms: Object.fromEntries(Object.entries(results.arms).reverse()),
      records: Object.fromEntries(Object.entries(results.records).reverse()),
    };
    expect(pageOf(structuredClone(results)) === page).toBe(true);
    const turnedComparison = { ...comparison, arms: Object.fromEntries(Object.entries(comparison.arms).reverse()) };
    expect(reportHtml(turned, turnedComparison, extrasOf(results)) === page).toBe(true);
  });

  it('has arms in the order of the scenario file', () => {
    const { pressure, couriers, baseline } = results.scenario.arms;
    const orderOf = (page: string) => [...textOf(page).matchAll(/Effects of “(\w+)” against/g)].map(([, arm]) => arm);
    expect(orderOf(page)).toEqual(['couriers', 'pressure']);
    const turned = withScenario(results, { arms: { pressure, couriers, baseline } });
    expect(orderOf(pageOf(turned))).toEqual(['pressure', 'couriers']);
  });

  it('opens with arms by outcomes: the primary one first, each effect with its interval and for 1,000 officer-hours', () => {
    const table = textOf(/<table class="summary">.*?<\/table>/s.exec(page)![0]);
    expect(count(page, /<table class="summary">/g)).toBe(1);
    expect(table).toMatch(/Arm share delivered primary percentage points orders, all channels/);
    const { effects, per_effort } = comparison.arms.pressure!;
    const { diff } = effects.share_delivery!;
    expect(table).toContain(`+${(100 * diff!).toFixed(1)}`);
    expect(table).toContain(`+${(100 * per_effort.share_delivery!.per_1000_h!.diff).toFixed(2)} / 1,000 h`);
    expect(count(table, / \/ 1,000 h/g)).toBe(10);
    expect(page.indexOf('summary-table')).toBeLessThan(page.indexOf('id="grounds"'));
    expect(page.indexOf('id="grounds"')).toBeLessThan(page.indexOf('<details'));
  });

  it('gives effects by money where only money is spent, and by nothing where nothing is', () => {
    const without = (keys: string[]) => {
      const said = structuredClone(comparison);
      for (const { per_effort } of Object.values(said.arms))
        for (const one of Object.values(per_effort)) for (const key of keys) Object.assign(one, { [key]: null });
      return reportHtml(results, said, extrasOf(results));
    };
    expect(without(['per_1000_h'])).toContain(' / 100,000 EUR');
    expect(without(['per_1000_h'])).not.toContain('/ 1,000 h');
    expect(without(['per_1000_h', 'per_100000_eur'])).not.toMatch(/\/ 1,000 h|\/ 100,000 EUR/);
  });

  it('says what the answers rest on: how many parameters have a source, by what they decide', () => {
    const rows = parametersOf(results.scenario).filter(({ path }) => path.startsWith('sites.'));
    const size = rows.filter(({ grade }) => !/A/.test(grade)).length;
    const assumed = rows.filter(({ grade }) => grade === 'A').length;
    expect(text).toContain(`Fixed sites ${size} ${rows.length - size - assumed} ${assumed} all`);
    expect(text).toContain('site-operations couriers, pressure P');
    expect(text).toMatch(/Of the \d{3} parameters of the model, \d+ have their size from a source/);
  });

  it('shows what a scenario file says as text, never as markup', () => {
    const evil = `<script>alert("a")</script><img src=x onerror='b'>&lt;`;
    const hostile = withScenario(results, {
      title: evil,
      description: evil,
      name: evil,
      seed: evil,
      arms: Object.fromEntries(
        Object.entries(results.scenario.arms).map(([arm, one]) => [arm, { ...one, label: evil }]),
      ),
    });
    const said = { ...fakeComparison(hostile), warnings: [evil], multiplicity: evil };
    const shown = reportHtml(
      {
        ...hostile,
        failed: [{ replicate: 4, seed: evil, error: evil }],
        arms: Object.fromEntries(Object.entries(hostile.arms).map(([arm, one]) => [arm, { ...one, policies: [evil] }])),
      },
      said,
      {
        ...extrasOf(hostile),
        charts: [{ id: '"><b', title: evil, alt: evil, svg: `<svg>${evil}</svg>` }],
        command: evil,
        version: evil,
        scenarioSha256: evil,
      },
    );
    expect(found(shown, /<script|<b\b|<img src=x/g)).toEqual([]);
    expect(count(shown, /<img\b/g)).toBe(1);
    expect(count(textOf(shown), /<script>alert\("a"\)<\/script><img src=x onerror='b'>&lt;/g)).toBeGreaterThan(20);
    expect(found(shown.replace(/"[^"]*"/g, '""'), /<[^>]*\son\w+=/g)).toEqual([]);
  });

  it('loads nothing and runs nothing', () => {
    expect(found(page, /<(script|link|iframe|object|embed|base|form|video|audio|source)\b|@import|url\(/g)).toEqual([]);
    const addresses = [...page.matchAll(/\s(?:src|href|srcset|poster|action|data)="([^"]*)"/g)].map(([, one]) => one!);
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(address).toMatch(/^(#[a-z-]+$|data:image\/svg\+xml,)/);
    expect(page).toContain(`content="default-src &#39;none&#39;`);
  });

  it('embeds a drawing that reads back to the same bytes', () => {
    const [, data] = /src="data:image\/svg\+xml,([^"]*)"/.exec(page)!;
    expect(decodeURIComponent(data!.replaceAll('&amp;', '&').replaceAll('&#39;', "'"))).toBe(SVG);
    expect(page).toContain('alt="The arm lies right of zero."');
  });

  it('has one heading of the first level, and none that skips a level', () => {
    const levels = [...page.matchAll(/<h(\d)\b/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => {
      expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
    });
  });

  it('gives every table a caption and every head a scope, in a region that the keyboard reaches', () => {
    const tables = page.split('<table').slice(1);
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) expect(table).toMatch(/^[^>]*>\n<caption id="[^"]+"><span>[^<]+<\/span><\/caption>/);
    expect(count(page, /<th\b/g)).toBe(count(page, /<th scope="(col|row|rowgroup)"/g));
    expect(count(page, /<div class="scroll[^"]*" role="region" aria-labelledby="[^"]+" tabindex="0">/g)).toBe(
      tables.length + 1,
    );
  });

  it('refers to ids that are there, each once', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/\s(?:aria-labelledby="|href="#)([^"]*)"/g)) expect(ids).toContain(id);
  });

  it('names every parameter once, with value, grade and source', () => {
    const rows = parametersOf(results.scenario);
    expect(rows.length).toBeGreaterThan(140);
    const heads = [...page.matchAll(/<tr><th scope="row"><code>(.*?)<\/code>/g)].map(([, path]) =>
      path!.replaceAll('<wbr>', ''),
    );
    expect(heads.sort()).toEqual(rows.map(({ path }) => path).sort());
    expect(text).toContain(
      'choice.share_delivery 0.55 share Share of purchases delivered at the start, which fixes the constant of delivery. MODEL 4, choose; 30-70 % P',
    );
  });

  it('sets apart what the scenario sets, beside its default', () => {
    const [own, defaults] = page.split('Left at their defaults') as [string, string];
    expect(textOf(own)).toContain('time.pre_days 10 90 days');
    expect(textOf(own)).toContain('customers.count 5000 none');
    expect(textOf(own)).not.toContain('choice.share_delivery');
    expect(textOf(defaults)).not.toContain('time.pre_days');
  });

  it('tells of a file its name, not where it lies', () => {
    const rows = [
      { path: 'city.0.zones', value: '/somewhere/of/mine/zones.csv', unit: '', grade: 'A', source: 's', text: 'T.' },
    ];
    const shown = pageOf(results, { parameters: rows });
    expect(shown).toContain('zones.csv');
    expect(shown).not.toContain('somewhere');
  });

  it('has every effect, flow and row of the audit of every arm', () => {
    for (const [arm, { effects, flows, audit }] of Object.entries(comparison.arms)) {
      const at = Object.keys(comparison.arms).indexOf(arm) + 1;
      const rowsOf = (id: string): number =>
        count(new RegExp(`<caption id="${id}-${at}">.*?</table>`, 's').exec(page)![0], /<th scope="row"/g);
      expect(rowsOf('effects')).toBe(Object.keys(effects).length);
      const moved = Object.values(flows!).filter(({ gross, net }) => gross > 0 || net !== 0);
      expect(rowsOf('flows')).toBe(moved.length);
      expect(rowsOf('audit-all')).toBe(Object.values(audit).flat().length);
      expect(rowsOf('audit')).toBeGreaterThanOrEqual(Object.keys(audit).length);
      expect(rowsOf('audit')).toBeLessThan(rowsOf('audit-all'));
    }
  });

  it('has one table of orders by channel and place for all arms, and what each arm did in words once', () => {
    const table = /<caption id="trade">.*?<\/table>/s.exec(page)![0];
    expect(count(page, /<caption id="trade">/g)).toBe(1);
    expect(count(table, /<th scope="row"/g)).toBe(6);
    for (const { trade, sentence } of Object.values(comparison.arms)) {
      for (const { change } of trade!) expect(table).toContain(signed(change));
      expect(page.split(sentence).length - 1).toBe(1);
    }
  });

  it('shows warnings, replicates that are missing and those that failed before the answer', () => {
    const broken: Results = {
      ...results,
      complete: false,
      failed: [{ replicate: 2, seed: 'waterbed/2', error: 'no more zones' }],
    };
    const shown = textOf(pageOf(broken));
    const box = shown.slice(shown.indexOf('Warnings'), shown.indexOf('percentage points more'));
    expect(box).toContain('arms spend unequal officer-hours');
    expect(box).toContain('Unfinished: 3 of 3 replicates.');
    expect(box).toContain('Replicate waterbed/2 failed and is left out: no more zones');
  });

  it('says how to make it again: version, seeds, command and hash', () => {
    const again = text.slice(text.indexOf('How to make it again', text.indexOf('All estimates')));
    expect(again).toContain('waterbed-sim compare scenario.json --out again');
    expect(again).toContain('Waterbed 0.1.0');
    expect(again).toContain('3 in all: waterbed/1 to waterbed/3');
    expect(again).toContain('0123abcd'.repeat(8));
  });

  it('says who is better, arm by arm, only where there are several', () => {
    expect(text).toContain('Probability that the arm of the row is better');
    expect(pageOf(fakeResults(SMALL))).not.toContain('Probability that the arm of the row is better');
  });

  it('does without intervals with a single replicate, and without an audit where there is none', () => {
    const one = fakeResults({ ...SMALL, replicates: 1 });
    const said = fakeComparison(one);
    for (const arm of Object.values(said.arms)) arm.audit = {};
    const shown = textOf(reportHtml(one, said, { ...extrasOf(one), parameters: [] }));
    expect(shown).toContain('A single replicate has no interval.');
    expect(shown).not.toContain('Would an evaluation have found it?');
    expect(found(shown, BROKEN)).toEqual([]);
  });

  it('says of a policy that does nothing that nothing differs', () => {
    const shown = textOf(
      reportHtml(results, fakeComparison(results, { isStill: true }), { ...extrasOf(results), parameters: [] }),
    );
    expect(shown).toContain('no difference in any replicate');
    expect(found(shown, BROKEN)).toEqual([]);
    expect(found(shown, /smallest effect that was said to matter/g)).toEqual([]);
  });

  it('says that replicates were added until the interval was narrow', () => {
    const stopping = { until_ci_percent: 5, max_seeds: 200, half_interval_percent: 4.2, reached: true };
    expect(text).not.toContain('Replicates were added');
    expect(textOf(pageOf(results, { stopping }))).toContain('was at most 5 % of the reference’s mean');
  });
});
