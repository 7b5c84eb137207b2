import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount, emptyRecord } from '../../src/engine/counts.ts';
import {
  type ArmRecord,
  CHANNELS,
  CLASSES,
  seriesAt,
  WAIT_BINS,
  zoneEventsAt,
} from '../../src/engine/kernel/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { summarise } from '../../src/measures/summarise.ts';
import { waitQuantileMin } from '../../src/measures/waits.ts';

const empty = (nDays = 5, preDays = 2): ArmRecord =>
  emptyRecord('baseline', 0, {
    nDays,
    preDays,
    nZones: 1,
    zoneGroup: new Uint8Array(1),
    zoneRole: new Uint8Array(1),
    nRings: 1,
  });
const of = (record: ArmRecord, id: string, window: 'pre' | 'post' = 'post'): number | null => {
  const outcome = OUTCOMES.find((each) => each.id === id);
  if (!outcome) throw new Error(`no outcome ${id}`);
  return outcome.of(record, window);
};
const sell = (
  record: ArmRecord,
  day: number,
  channel: (typeof CHANNELS)[number],
  group: number,
  values: number[],
): void => record.series.set(values, seriesAt(day, CHANNELS.indexOf(channel), group));
const note = (record: ArmRecord, measure: CountName, byDay: number[]): void => daysOfCount(record, measure).set(byDay);

const IDS = [
  'orders',
  'orders_site_target',
  'orders_site_buffer',
  'grams',
  'revenue_eur',
  'share_delivery',
  'share_site',
  'share_other',
  'unknown_product_share',
  'share_delivery_low',
  'share_delivery_middle',
  'share_delivery_high',
  'orders_lost_share',
  'wait_mean_min',
  'wait_p50_min',
  'wait_le_30_share',
  'wait_le_60_share',
  'wait_queue_min',
  'share_cross_line',
  'orders_per_courier_day',
  'orders_per_client_month',
  'sites_open_end',
  'share_aware',
  'client_file_p50',
  'site_closures',
  'site_operations',
  'operations_closing',
  'site_downtime_median_days',
  'arrests_couriers',
  'arrests_couriers_expected',
  'arrests_sites',
  'vacancy_week_share',
  'share_side_selling_couriers',
  'side_sales_share',
  'side_sellers_found',
  'side_sellers_found_share',
  'arrests_women_share',
  'arrests_minors_share',
  'site_bans',
  'nuisance',
  'calls',
  'recorded_calls',
  'takedowns',
  'lines_cut',
  'platforms_active_end',
  'arrests_managers',
  'arrests_women_managers',
  'couriers_prosecuted_for_death',
  'gifts_unknown',
  'persons_presented',
  'custody_person_days',
  'arrests',
  'arrests_women',
  'arrests_minors',
  'arrests_low_income_zones',
  'arrests_high_income_zones',
  'arrested_with_priors_share',
  'stops',
  'stops_women',
  'stops_minors',
  'stops_low_income_zones',
  'stops_high_income_zones',
  'firm_share',
  'firm_share_couriers',
  'firm_share_managers',
  'firm_share_sites',
  'sentence_months_mean',
  'jailed_at_sites_share',
  'cost_police_eur',
  'cost_programmes_eur',
  'cost_custody_eur',
  'cost_prison_eur',
  'cost_care_eur',
  'cost_total_eur',
  'seized_eur',
  'officer_hours',
  'officer_hours_offered',
  'cost_eur',
  'cost_eur_offered',
  'background_hours',
  'background_cost_eur',
  'violence_expected',
  'violence_index',
  'violence_territorial',
  'violence_robbery',
  'violence_punishment',
  'violence_retaliation',
  'violence_lethal',
  'recorded_violence_index',
  'recorded_violence_territorial',
  'recorded_violence_robbery',
  'recorded_violence_punishment',
  'recorded_violence_retaliation',
  'recorded_violence_lethal',
  'emergency_visits',
  'emergency_visits_expected',
  'recorded_emergency_visits',
  'deaths',
  'deaths_expected',
  'recorded_deaths',
  'customers_active_end',
  'hhi_platforms',
  'hhi_all',
  'effective_platforms',
  'share_remote_brands',
  'platform_rebirths',
  'platforms_dark',
  'recovery_weeks_p50',
  'rebirth_file_share',
  'platform_survival_year',
  'price_delivered_eur_g',
  'price_site_eur_g',
  'purity_delivered',
  'purity_site',
  'purity_sd',
  'births_in_niches',
  'births_of_bans',
  'exits_insolvent',
  'exits_other',
  'exits_dissolved',
  'fines_customers',
  'rate_ceiling_share',
  'courier_pay_day_eur',
  'manager_income_eur_month',
  'defections',
  'share_women_couriers',
  'share_minors_couriers',
  'file_sales',
  'client_file_p95',
  'client_value_eur',
];

describe('outcomes', () => {
  it('are those named, each once, each with a label, a unit and a sentence', () => {
    expect(OUTCOMES.map(({ id }) => id).sort()).toEqual(IDS.toSorted());
    for (const { label, unit, text } of OUTCOMES) {
      expect([label, unit].every((word) => word.length > 0)).toBe(true);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('sum calls and those on record over zones, channels and hours of their window only', () => {
    const record = empty();
    record.zoneEvents[zoneEventsAt(record, 0, 0, 0, 0) + 1] = 100;
    record.zoneEvents[zoneEventsAt(record, 1, 0, 1, 1) + 1] = 5;
    record.zoneEvents[zoneEventsAt(record, 1, record.nZones - 1, 0, 0) + 1] = 7;
    record.zoneEvents[zoneEventsAt(record, 1, record.nZones - 1, 0, 0) + 2] = 4;
    record.zoneEvents[zoneEventsAt(record, 1, 0, 0, 1)] = 1000;
    const value = (id: string, window: 'pre' | 'post') => OUTCOMES.find((one) => one.id === id)!.of(record, window);
    expect([value('calls', 'pre'), value('calls', 'post'), value('recorded_calls', 'post')]).toEqual([100, 12, 4]);
  });

  it('sum orders, grams and euros over days, channels and groups of their window only', () => {
    const record = empty();
    sell(record, 1, 'site', 0, [1, 500, 2750]);
    sell(record, 2, 'site', 2, [2, 1500, 8250]);
    sell(record, 4, 'delivery', 1, [5, 6000, 41100]);
    sell(record, 4, 'other', 1, [1, 1000, 6000]);
    expect([of(record, 'orders', 'pre'), of(record, 'orders')]).toEqual([1, 8]);
    expect([of(record, 'grams', 'pre'), of(record, 'grams')]).toEqual([0.5, 8.5]);
    expect([of(record, 'revenue_eur', 'pre'), of(record, 'revenue_eur')]).toEqual([27.5, 553.5]);
    expect(['share_site', 'share_delivery', 'share_other'].map((id) => of(record, id))).toEqual([2 / 8, 5 / 8, 1 / 8]);
    expect(['share_site', 'share_delivery', 'share_other'].map((id) => of(record, id, 'pre'))).toEqual([1, 0, 0]);
  });

  it('give the delivered share of each class in each window', () => {
    const record = empty();
    record.byClass.set(
      [
        [1, 0, 0],
        [0, 0, 0],
        [0, 1, 0],
        [6, 3, 1],
        [4, 5, 1],
        [2, 8, 0],
      ].flat(),
    );
    const shares = (window: 'pre' | 'post') => CLASSES.map((income) => of(record, `share_delivery_${income}`, window));
    expect(shares('post')).toEqual([0.3, 0.5, 0.8]);
    expect(shares('pre')).toEqual([0, null, 1]);
  });

  it('divide what was lost, waited for and delivered', () => {
    const record = empty();
    note(record, 'delivered', [100, 0, 10, 20, 30]);
    note(record, 'orders_lost', [0, 0, 5, 5, 10]);
    note(record, 'wait_sum_min', [1, 1, 200, 400, 600]);
    note(record, 'courier_days', [10, 0, 1, 1, 2]);
    record.clientMonths.set([50, 40]);
    expect(of(record, 'orders_lost_share')).toBe(0.25);
    expect(of(record, 'wait_mean_min')).toBe(20);
    expect(of(record, 'orders_per_courier_day')).toBe(15);
    expect(of(record, 'orders_per_client_month')).toBe(1.5);
    expect(of(record, 'orders_per_client_month', 'pre')).toBe(2);
    expect(of(record, 'orders_lost_share', 'pre')).toBe(0);
  });

  it('count events, and sites on the last day of the window', () => {
    const record = empty();
    note(record, 'sites_open', [9, 8, 7, 6, 5]);
    note(record, 'site_closures', [1, 0, 2, 0, 3]);
    note(record, 'site_operations', [0, 1, 4, 4, 4]);
    note(record, 'arrests_couriers', [1, 1, 1, 0, 0]);
    note(record, 'arrests_sites', [0, 3, 10, 12, 14]);
    note(record, 'officer_minutes', [60, 60, 2400, 30, 0]);
    const ids = [
      'sites_open_end',
      'site_closures',
      'site_operations',
      'arrests_couriers',
      'arrests_sites',
      'officer_hours',
    ];
    expect(ids.map((id) => of(record, id))).toEqual([5, 5, 12, 1, 36, 40.5]);
    expect(ids.map((id) => of(record, id, 'pre'))).toEqual([8, 1, 1, 2, 3, 2]);
  });

  it('say the same of the rate ceiling in both windows', () => {
    const record = empty();
    record.ceiling.set([2, 1000]);
    expect([of(record, 'rate_ceiling_share', 'pre'), of(record, 'rate_ceiling_share')]).toEqual([0.002, 0.002]);
  });

  it('are null where they are quotients of nothing, and 0 where they are counts of nothing', () => {
    const isQuotient = (id: string): boolean =>
      /share|pay_day|manager_income|sentence_months|wait|median|orders_per|hhi|effective|recovery|survival|price|purity/.test(
        id,
      );
    for (const id of IDS) expect([id, of(empty(), id)]).toEqual([id, isQuotient(id) ? null : 0]);
  });

  it('are null in a window without days', () => {
    const record = empty(5, 0);
    record.ceiling.set([0, 10]);
    for (const id of IDS) expect(of(record, id, 'pre')).toBeNull();
    expect(of(record, 'orders')).toBe(0);
  });
});

describe('waits', () => {
  const waiting = (orders: Record<number, number>): ArmRecord => {
    const record = empty();
    for (const [bin, n] of Object.entries(orders)) record.waits[WAIT_BINS + Number(bin)] = n;
    return record;
  };

  it('have a median linear inside its bin', () => {
    expect(of(waiting({ 40: 10 }), 'wait_p50_min')).toBe(20.25);
    expect(of(waiting({ 10: 3, 40: 10, 80: 1 }), 'wait_p50_min')).toBe(20.2);
    expect(of(waiting({ 10: 5, 80: 5 }), 'wait_p50_min')).toBe(5.5);
    expect(waitQuantileMin(waiting({ 0: 1, 599: 3 }), 'post', 1)).toBe(300);
  });

  it('of 30 minutes or less end at an edge of a bin', () => {
    expect(of(waiting({ 0: 1, 59: 2, 60: 4, 599: 1 }), 'wait_le_30_share')).toBe(3 / 8);
    expect(of(waiting({ 59: 2 }), 'wait_le_30_share')).toBe(1);
    expect(of(waiting({ 0: 1, 119: 2, 120: 1 }), 'wait_le_60_share')).toBe(3 / 4);
    expect(of(waiting({ 59: 2 }), 'wait_le_30_share', 'pre')).toBeNull();
  });
});

describe('a summary', () => {
  it('keeps one value per replicate, null where undefined, and the interval of the others', () => {
    const records = [10, 14, 0].map((orders) => {
      const record = empty();
      sell(record, 3, 'delivery', 0, [orders / 2, 0, 0]);
      sell(record, 3, 'site', 0, [orders / 2, 0, 0]);
      sell(record, 0, 'site', 0, [4, 0, 0]);
      return record;
    });
    const { orders, share_delivery: share } = summarise(records);
    expect(orders.values).toEqual([10, 14, 0]);
    expect(orders.mean).toBe(8);
    expect(orders.pre).toEqual({ mean: 4, sd: 0, ci95: [4, 4], values: [4, 4, 4] });
    expect(share.values).toEqual([0.5, 0.5, null]);
    expect([share.mean, share.sd, share.ci95]).toEqual([0.5, 0, [0.5, 0.5]]);
    expect([share.label, share.unit, share.better]).toEqual(['Share delivered', 'share', 'none']);
    expect(share.pre.mean).toBe(0);
  });

  it('has all outcomes, no spread for one replicate, and survives JSON', () => {
    const summary = summarise([empty()]);
    expect(Object.keys(summary)).toEqual(OUTCOMES.map(({ id }) => id));
    expect(summary.orders).toMatchObject({ mean: 0, sd: null, ci95: null, values: [0] });
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});
