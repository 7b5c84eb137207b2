// A run through one of whose channels nothing is sold says so.

import { describe, expect, it } from 'vitest';
import { daysOfCount } from '../../src/engine/counts.ts';
import { CHANNELS, GROUPS, SERIES_MEASURES, seriesAt } from '../../src/engine/kernel/record.ts';
import { compareArms } from '../../src/experiment/compare.ts';
import { failedChannels } from '../../src/experiment/failed-channels.ts';
import type { Results } from '../../src/experiment/results.ts';
import { closingTable } from '../../src/report/text.ts';
import { fakeResults } from '../support/fake-results.ts';

const SMALL = { replicates: 2, preDays: 5, postDays: 12, columns: 4, rows: 3 };

/** Lets all deliveries of an arm be lost, or none be ordered, or all sites sell nothing. */
function without(results: Results, arm: string, how: 'lost' | 'unasked' | 'shut'): Results {
  for (const record of results.records[arm]) {
    const channel = CHANNELS.indexOf(how === 'shut' ? 'site' : 'delivery');
    for (let day = record.preDays; day < record.nDays; day++) {
      for (let group = 0; group < GROUPS.length; group++)
        record.series[seriesAt(day, channel, group) + SERIES_MEASURES.indexOf('orders')] = 0;
      if (how === 'shut') continue;
      const [lost, delivered] = [daysOfCount(record, 'orders_lost'), daysOfCount(record, 'delivered')];
      lost[day] = how === 'lost' ? lost[day] + delivered[day] : 0;
      delivered[day] = 0;
    }
  }
  return results;
}

describe('a channel that sells nothing', () => {
  it('is not there in a market that works', () => {
    expect(failedChannels(fakeResults(SMALL))).toEqual([]);
  });

  it.each([
    ['lost', /^In pressure all [\d,]+ orders placed with platforms are lost/],
    ['unasked', /^In pressure nobody orders a delivery, though there are platforms\.$/],
    ['shut', /^In pressure nothing is bought at fixed sites, though there are some\.$/],
  ] as const)('is told of the arm where all is %s, below the closing table and among the warnings', (how, sentence) => {
    const results = without(fakeResults(SMALL), 'pressure', how);
    expect(failedChannels(results)).toEqual([expect.stringMatching(sentence)]);
    expect(closingTable(results).replaceAll(/\n */g, ' ')).toContain(`Warning: ${failedChannels(results)[0]}`);
    expect(compareArms(results).warnings[0]).toBe(failedChannels(results)[0]);
  });

  it('is told with its share where some is sold after all, and not of channels that a scenario does not have', () => {
    const results = without(fakeResults(SMALL), 'baseline', 'lost');
    for (const { series, daily, nDays } of results.records.baseline) {
      daysOfCount({ daily, nDays }, 'delivered')[nDays - 1] = 3;
      series[seriesAt(nDays - 1, CHANNELS.indexOf('delivery'), 0) + SERIES_MEASURES.indexOf('orders')] = 3;
    }
    expect(failedChannels(results)).toEqual([expect.stringMatching(/^In baseline 99\.8 % of [\d,]+ orders placed/)]);
    const none = without(without(fakeResults(SMALL), 'baseline', 'unasked'), 'baseline', 'shut');
    const scenario = { ...none.scenario, platforms: [], sites: { ...none.scenario.sites, count: 0 } };
    expect(failedChannels({ ...none, scenario })).toEqual([]);
  });
});
