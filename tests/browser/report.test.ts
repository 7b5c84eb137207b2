// report.html as its readers meet it: on screens of two widths, light and dark, by keyboard, and on paper.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonChartsOf } from '../../src/charts/registry.ts';
import { renderSvg } from '../../src/charts/render.ts';
import { reportHtml } from '../../src/report/html.ts';
import { parametersOf } from '../../src/scenario/describe.ts';
import { fakeComparison, fakeResults } from '../support/fake-results.ts';
import { launch } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'waterbed-report-'));
const url = pathToFileURL(join(folder, 'report.html')).href;
let browser: Browser;

beforeAll(async () => {
  const results = fakeResults({
    arms: ['pressure', 'an-arm-with-a-name-that-takes-some-room'],
    preDays: 30,
    postDays: 60,
  });
  const comparison = fakeComparison(results);
  // A part of the audit and of the parameters: axe takes long over thousands of cells that are all alike.
  for (const arm of Object.values(comparison.arms))
    for (const rows of Object.values(arm.audit)) rows.splice(0, rows.length, ...rows.filter((_, i) => i % 8 === 0));
  const charts = comparisonChartsOf(results, comparison).filter(({ id }) => /^(primary-effect|effects|flows)/.test(id));
  const page = reportHtml(results, comparison, {
    charts: charts.map((chart) => ({ ...chart, svg: renderSvg(chart) })),
    parameters: parametersOf(results.scenario).filter((_, i) => i % 5 === 0),
    command: 'waterbed-sim compare scenario.json --out a-folder-with-quite-a-long-name-that-does-not-break',
    version: '0.1.0',
    scenarioSha256: '0123abcd'.repeat(8),
  });
  writeFileSync(join(folder, 'report.html'), page);
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Look {
  width?: number;
  colorScheme?: 'light' | 'dark';
}

/** Opens the page for `visit` and closes it again. */
async function on<T>({ width = 1280, colorScheme = 'light' }: Look, visit: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  try {
    await page.goto(url);
    return await visit(page);
  } finally {
    await context.close();
  }
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');

describe('report.html in a browser', () => {
  for (const width of [1280, 360])
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`breaks no rule of axe in ${colorScheme} at ${width} px, with all lists open`, async () => {
        const violations = await on({ width, colorScheme }, async (page) => {
          await openAll(page);
          return (await new AxeBuilder({ page }).analyze()).violations;
        });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    }

  it('is dark where dark is asked for, and light otherwise', async () => {
    const background = (look: Look): Promise<string> =>
      on(look, (page) => page.evaluate('getComputedStyle(document.body).backgroundColor'));
    expect(await background({ colorScheme: 'light' })).toBe('rgb(255, 255, 255)');
    expect(await background({ colorScheme: 'dark' })).toBe('rgb(22, 24, 27)');
  });

  it('never scrolls sideways as a whole, only its wide tables and drawings do', async () => {
    for (const width of [1280, 768, 360]) {
      const [page, regions] = await on({ width }, async (page) => {
        await openAll(page);
        return page.evaluate<[number, number[]]>(
          '[document.documentElement.scrollWidth, [...document.querySelectorAll(".scroll")].map((one) => one.scrollWidth)]',
        );
      });
      expect(page).toBe(width);
      expect(Math.max(...regions)).toBeGreaterThan(width === 1280 ? 1000 : width);
    }
  });

  it('has the question, the table of arms and the primary chart on the first screen, beside each other', async () => {
    const [question, table, chart, main] = await on({}, (page) =>
      page.evaluate<{ left: number; right: number; top: number; bottom: number; width: number }[]>(
        '[".question", "table.summary", "#chart-primary-effect img", "main"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON())',
      ),
    );
    for (const { bottom, top } of [question!, table!, chart!]) {
      expect(top).toBeGreaterThan(0);
      expect(bottom).toBeLessThan(800);
    }
    expect(chart!.left).toBeGreaterThan(table!.right - 1);
    expect(main!.width).toBeGreaterThan(1200);
    expect(table!.width + chart!.width).toBeGreaterThan(0.9 * (main!.width - 40));
    expect(table!.width).toBeGreaterThan(600);
    expect(chart!.width).toBeGreaterThan(400);
  });

  it('shows what the answers rest on next, and folds the rest: two screens and a half before anything is opened', async () => {
    const [folded, open, height, order] = await on({}, (page) =>
      page.evaluate<[boolean[], string[], number, string[]]>(
        `[
          [...document.querySelectorAll("main > section > details")].map((one) => one.open),
          [...document.querySelectorAll("main > section > h2")].map((one) => one.textContent),
          document.documentElement.scrollHeight,
          [...document.querySelectorAll("main > section h2")].slice(0, 3).map((one) => one.id),
        ]`,
      ),
    );
    expect(folded.length).toBeGreaterThan(6);
    expect(folded).not.toContain(true);
    expect(open).toEqual(['At a glance', 'What the answers rest on']);
    expect(order.slice(0, 2)).toEqual(['summary', 'grounds']);
    expect(height).toBeLessThan(2.5 * 1080);
  });

  it('sets text beside its chart where there is room, and below each other where there is none', async () => {
    const places = (width: number) =>
      on({ width }, async (page) => {
        await openAll(page);
        return page.evaluate<{ left: number; right: number; top: number; bottom: number }[]>(
          '["#flows-1", "#chart-flows-pressure"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON())',
        );
      });
    for (const width of [1920, 1280]) {
      const [text, drawing] = await places(width);
      expect(drawing!.left).toBeGreaterThan(width * 0.45);
      expect(drawing!.top).toBeLessThan(text!.bottom + 40);
      expect(drawing!.right).toBeGreaterThan(width * 0.85);
    }
    const [text, drawing] = await places(768);
    expect(drawing!.top).toBeGreaterThan(text!.bottom);
    expect(drawing!.left).toBeLessThan(40);
  });

  it('asks for nothing but itself', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const errors: string[] = [];
    page.on('console', (message) => errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(url, { waitUntil: 'networkidle' });
    await openAll(page);
    expect(asked.filter((one) => !one.startsWith('data:image/svg+xml,'))).toEqual([url]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('draws its charts, on a light card in the dark too', async () => {
    const drawings = await on({ colorScheme: 'dark' }, (page) =>
      page.evaluate<[number, string][]>(
        '[...document.images].map((one) => [one.naturalWidth, getComputedStyle(one.parentElement).backgroundColor])',
      ),
    );
    expect(drawings).toEqual([
      [800, 'rgb(255, 255, 255)'],
      [1200, 'rgb(255, 255, 255)'],
      [1200, 'rgb(255, 255, 255)'],
      [1200, 'rgb(255, 255, 255)'],
    ]);
  });

  it('is walked through by the keyboard: the skip link first, then every list and every region that scrolls', async () => {
    await on({ width: 360 }, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      expect(await page.evaluate('document.activeElement.getBoundingClientRect().left >= 0')).toBe(true);
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');

      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = false; })');
      await page.focus('summary');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.parentElement.open')).toBe(true);

      await openAll(page);
      await page.evaluate(
        'window.walked = new Set(); document.addEventListener("focusin", ({ target }) => walked.add(target))',
      );
      await page.focus('.skip');
      const stops: number = await page.evaluate(
        'document.querySelectorAll("a[href], summary, [tabindex=\'0\']").length',
      );
      for (let i = 1; i < stops; i++) await page.keyboard.press('Tab');
      const missed: string[] = await page.evaluate(
        '[...document.querySelectorAll("summary, .scroll")].filter((one) => !walked.has(one)).map((one) => one.outerHTML.slice(0, 80))',
      );
      expect(missed).toEqual([]);
      expect(await page.evaluate('[...walked].filter((one) => one.matches(".scroll")).length')).toBeGreaterThan(10);
    });
  });

  it('shows where the keyboard is', async () => {
    await on({}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    });
  });
});

describe('report.html on paper', () => {
  /** Width of A4 between the margins of the style sheet, CSS pixels. */
  const PAPER_PX = Math.floor((180 / 25.4) * 96);

  it('shows what is in closed lists, in black on white, and cuts no table', async () => {
    await on({ width: PAPER_PX, colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      const isShown: boolean[] = await page.evaluate(
        '[...document.querySelectorAll("details:not([open]) table")].map((one) => one.checkVisibility())',
      );
      expect(isShown.length).toBeGreaterThan(2);
      expect(isShown).not.toContain(false);
      const beyond: string[] = await page.evaluate(
        `[...document.querySelectorAll("table, img, pre")].filter((one) => one.getBoundingClientRect().right > ${PAPER_PX + 1} || one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80))`,
      );
      expect(beyond).toEqual([]);
    });
  });

  it('prints to A4, with as many pages whether lists are open or closed', async () => {
    const print = async (page: Page) => (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const nPages = (pdf: string): number => pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    await on({}, async (page) => {
      const closed = await print(page);
      expect(closed.startsWith('%PDF-')).toBe(true);
      expect(closed).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
      await openAll(page);
      const open = await print(page);
      await page.evaluate('document.querySelectorAll("details").forEach((one) => one.remove())');
      expect(nPages(closed)).toBe(nPages(open));
      expect(nPages(closed)).toBeGreaterThan(nPages(await print(page)) + 3);
    });
  });
});
