// report.html and closing text of a sweep: what they say, that they claim no more than intervals, and that texts are escaped.
import { describe, expect, it } from 'vitest';
import { effectOver, sideOf } from '../../src/experiment/sweep/effects.ts';
import type { SweepTable, Values } from '../../src/experiment/sweep/sweep.ts';
import { levelsText, valueText } from '../../src/experiment/sweep/words.ts';
import { sweepAnswer } from '../../src/report/sweep-answer.ts';
import { type SweepAbout, sweepPage } from '../../src/report/sweep-page.ts';
import { sweepText } from '../../src/report/sweep-text.ts';
import { DAYS, type FakeSweep, fakeSweep, HOURS, REACH } from '../support/fake-sweep.ts';

const ABOUT: SweepAbout = {
  title: 'Hours and news',
  arms: { baseline: 'No pressure', pressure: 'Site pressure' },
  design: 'factorial',
  seed: 'waterbed',
  command: 'waterbed-sim sweep hours.yaml',
  version: '0.1.0',
  scenarioSha256: '0123abcd'.repeat(8),
};
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="9"><path d="M0 0L12 9"/></svg>';
const CHARTS = [{ id: 'heat-orders-pressure', title: 'Orders', alt: 'Heat map of 27 cells.', svg: SVG }];
const textOf = (page: string): string =>
  page
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<wbr>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const pageOf = (options: FakeSweep = {}, about: Partial<SweepAbout> = {}): string =>
  sweepPage(fakeSweep(options), CHARTS, { ...ABOUT, ...about });

describe('what a sweep says', () => {
  const table = fakeSweep();

  it('counts points by where their interval lies, and names the furthest that is told', () => {
    const { points } = sweepAnswer(table, 'pressure', 'violence_expected');
    const sides = table.points.map((_, point) => sideOf(effectOver(table, [point], 'pressure', 'violence_expected')));
    const n = (side: string) => sides.filter((one) => one === side).length;
    expect(points).toContain(
      `Of 27 points the interval lies below 0 at ${n('below')}, above 0 at ${n('above')} and holds 0 at ${n('open')}.`,
    );
    expect(points).toMatch(
      /Furthest from 0 among those told: −\d\.\d events \(−\d\.\d to −\d\.\d\) at hours \d+, reach 1\.$/,
    );
  });

  it('says that an effect rises or falls along a factor only where that change is told', () => {
    const [hours, reach] = sweepAnswer(table, 'pressure', 'violence_expected').along;
    expect(hours).toContain('whether the effect depends on hours, in the mean over reach, stays open');
    expect(reach).toContain('From end to end it falls by more than chance');
    expect(reach).toMatch(/The interval holds 0 at reach 0\.6\.$/);
    expect(sweepAnswer(table, 'pressure', 'share_delivery').along[0]).toContain('it rises by more than chance');
  });

  it('tells nothing where no interval leaves 0 out, or where there is none', () => {
    const still: SweepTable = { ...table, value: (_, replicate) => replicate };
    const { points, along } = sweepAnswer(still, 'pressure', 'orders');
    expect(points).toBe('The interval holds 0 at all 27 points: no effect is told from chance anywhere.');
    expect(along.join(' ')).not.toMatch(/rises|falls/);
    const one = sweepAnswer(fakeSweep({ replicates: 1 }), 'pressure', 'orders');
    expect(one.points).toMatch(/^There is no interval at any point/);
    expect(one.along).toEqual([]);
  });

  it('has no means along factors of points that are no grid, and says what moves along in a row', () => {
    const cloud: Values[] = [0, 1, 2, 3, 4].map((i) => [40 * i, ((2 * i) % 5) / 5 + 0.1, 7 + ((3 * i) % 5)]);
    const factors = [HOURS, REACH, DAYS];
    expect(sweepAnswer(fakeSweep({ factors, rows: cloud }), 'pressure', 'orders').along).toEqual([]);
    const row: Values[] = [0, 1, 2, 3].map((i) => [40 * i, 0.2 + 0.2 * i]);
    const { along } = sweepAnswer(fakeSweep({ rows: row }), 'pressure', 'orders');
    expect(along).toHaveLength(1);
    expect(along[0]).toContain('Over hours, with reach moving along:');
  });

  it('writes levels as they are read', () => {
    expect([0.30000000000000004, 1e-7, 12345, true, 'largest'].map(valueText)).toEqual([
      '0.3',
      '0.0000001',
      '12,350',
      'on',
      'largest',
    ]);
    expect(levelsText([HOURS, DAYS], [20, 7])).toBe('hours 20, fear days 7');
  });
});

describe('report.html of a sweep', () => {
  const page = pageOf();

  it('has factors with unit and grade, answers, charts, all points, and how to make it again', () => {
    const text = textOf(page);
    for (const part of [
      'does the effect of “Site pressure” against “No pressure” depend on hours and reach?',
      'arms.pressure.policies.0.hours_per_day 0, 20, 40, 60, 80, 100, 120, 140, 160 officer-hours',
      'V direction, A size',
      'Of 27 points the interval lies',
      'Figure 1. Orders',
      'waterbed-sim sweep hours.yaml',
      'waterbed/1 to waterbed/20',
    ])
      expect(text, part).toContain(part);
    expect(page.match(/<tr><th scope="row">/g)).toHaveLength(2 + 27);
    expect(page).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it('is the same bytes for the same table, loads nothing and runs nothing', () => {
    expect(pageOf() === page).toBe(true);
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(page).toContain('default-src &#39;none&#39;');
  });

  it('escapes whatever a file holds', () => {
    const evil = '<img src=x onerror="alert(1)">&';
    const hostile = pageOf(
      {
        factors: [{ ...HOURS, id: evil, text: evil, unit: evil, grade: evil, paths: [evil] }],
        arms: ['baseline', evil],
        outcomes: ['orders', evil],
        failed: [{ point: 'point-0', replicate: 1, error: evil }],
      },
      { title: evil, description: evil, arms: { baseline: evil }, command: evil, seed: evil, design: evil },
    );
    expect(hostile).not.toContain('<img src=x');
    expect(hostile.match(/&lt;img src=x/g)!.length).toBeGreaterThan(10);
  });

  it('marks as told exactly what is', () => {
    const table = fakeSweep();
    const told = table.points.flatMap((_, point) =>
      table.outcomes.filter((id) => ['above', 'below'].includes(sideOf(effectOver(table, [point], 'pressure', id)))),
    );
    expect(page.match(/<span class="told">/g)).toHaveLength(told.length);
    expect(page.match(/<span class="open">/g)).toHaveLength(27 * 4 - told.length);
  });

  it('lists failed runs with their place, and warns of them and of missing ones', () => {
    expect(page).not.toMatch(/Failed runs|class="warnings"/);
    const text = textOf(pageOf({ failed: [{ point: 'point-1', replicate: 4, error: 'site 12 has no zone' }] }));
    expect(text).toContain('1 of 540 runs failed');
    expect(text).toContain('hours 0, reach 0.6 4 site 12 has no zone');
    const unfinished = { ...fakeSweep(), effort: () => null };
    expect(textOf(sweepPage(unfinished, [], ABOUT))).toContain('Unfinished: 540 of 540 runs are not there.');
  });
});

describe('the closing text of a sweep', () => {
  it('fits a terminal, says the same, and marks intervals that hold 0', () => {
    const table = fakeSweep({ failed: [{ point: 'point-1', replicate: 4, error: 'no zone' }] });
    const text = sweepText(table, ABOUT);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(text.replace(/\s+/g, ' ')).toContain(sweepAnswer(table, 'pressure', 'orders').points);
    const rows = text.split('\n').filter((line) => /^\s+\d+\s+(0\.2|0\.6|1)\s/.test(line));
    expect(rows.length % 27).toBe(0);
    const open = table.points.flatMap((_, point) =>
      table.outcomes.filter((id) => sideOf(effectOver(table, [point], 'pressure', id)) === 'open'),
    );
    expect(rows.join('').match(/\*/g)).toHaveLength(open.length);
    expect(text).toContain('Failed: point point-1, replicate 4: no zone');
  });
});
