import { describe, expect, it } from 'vitest';
import { buysOn } from '../../src/engine/acts/own-rate.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { BUYING, F32, F32_STRIDE, U8, U8_STRIDE } from '../../src/engine/entities/customers.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { assertInvariants } from '../support/invariants.ts';
import {
  against,
  type Changes,
  differences,
  expectSame,
  groundOf,
  OPERATIONS,
  type PolicyInput,
  run,
  small,
  watch,
} from '../support/small.ts';

const YEAR: Changes = { time: { burn_in_days: 0, pre_days: 0, post_days: 365 } };
/** Many customers who seldom want anything: states move, and a run is short. */
const QUIET: Changes = { customers: { count: 6000, light_per_month: 0.05, heavy_share: 0 } };

const total = (record: ArmRecord, measure: CountName): number =>
  daysOfCount(record, measure).reduce((sum, n) => sum + n, 0);
const orders = (record: ArmRecord): number => record.byClass.reduce((sum, n) => sum + n, 0);
const programme = (kind: PolicyInput['kind'], eur: number): PolicyInput =>
  ({ kind, eur_per_day: eur, where: 'all', start_day: 0 }) as PolicyInput;

describe('customers', () => {
  it('stop at the rate that is given: a tenth in a year', () => {
    const [record] = run(small(YEAR, QUIET, { mechanisms: { initiation: false } }));
    const left = daysOfCount(record, 'customers_active')[364] / 6000;
    // Of 364 days, 13 turns of four weeks: 0.9 to the power of 364 ÷ 365.25.
    expect(Math.abs(left - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / 6000));
  });

  it('stay about as many when as many begin as stop', () => {
    const [record] = run(small(YEAR, QUIET, { customers: { quit_per_year: 0.15, initiation_per_year: 0.15 } }));
    // Two independent counts of some 900; those who begin follow the number of sites, which varies.
    expect(Math.abs(daysOfCount(record, 'customers_active')[364] - 6000)).toBeLessThan(300);
  });

  it('who have not begun or have stopped never buy, and those who begin do', () => {
    let byNew = 0;
    const began = new Set<number>();
    watch(
      small(YEAR, { customers: { count: 400, quit_per_year: 0.5, initiation_per_year: 0.5 } }),
      ({ occasions: o, customers }, clock) => {
        for (let i = 0; i < o.count; i++) {
          const customer = o.customer[i];
          if (o.attempt[i] === 0 && !buysOn(customers, customer, clock.day))
            throw new Error(`customer ${customer} wants to buy on day ${clock.day}`);
          if (customer >= customers.nFounders) byNew++;
        }
        for (let c = customers.nFounders; c < customers.count; c++) if (buysOn(customers, c, clock.day)) began.add(c);
        if (clock.day === 0 && clock.tick === 0)
          for (let c = 0; c < customers.count; c++)
            expect(customers.u8[c * U8_STRIDE + U8.buying] === BUYING.yes).toBe(c < customers.nFounders);
      },
    );
    expect(began.size).toBeGreaterThan(10);
    expect(byNew).toBeGreaterThan(100);
  });

  it('are counted day by day as their states say', () => {
    const counted: number[] = [];
    const world = watch(
      small({ customers: { count: 500, quit_per_year: 0.9, initiation_per_year: 0.9 } }),
      ({ customers }, clock) => {
        if (clock.tick > 0 || clock.reportedDay < 0) return;
        let n = 0;
        for (let c = 0; c < customers.count; c++) if (buysOn(customers, c, clock.day)) n++;
        counted.push(n);
      },
    );
    expect(Array.from(daysOfCount(world.record, 'customers_active'))).toEqual(counted);
    expect(new Set(counted).size).toBeGreaterThan(3);
  });

  it('have the same candidate occasions whether they come and go or not', () => {
    const founders = (mechanisms: NonNullable<Changes['mechanisms']>): number[] => {
      const { days } = watch(
        small({ customers: { quit_per_year: 0.9, initiation_per_year: 0.9 } }, { mechanisms }),
        () => {},
      );
      return Array.from({ length: 300 }, (_, c) => [days.nextNumber[c], days.nextMoment[c]]).flat();
    };
    expect(founders({})).toEqual(
      founders({ quitting: false, initiation: false, drift: false, treatment_uptake: false }),
    );
  });

  it('begin less where police shut the sites that they would see, and where prevention reaches them', () => {
    const lively: Changes = { customers: { count: 3000, light_per_month: 0.3, heavy_share: 0, dormant_share: 0.5 } };
    const shut = { ...OPERATIONS, where: 'all', hours_per_day: 400, start_day: 0 } as PolicyInput;
    const [usual, pressed] = run(small(YEAR, lively, against(shut)));
    expect(daysOfCount(pressed, 'customers_active')[364]).toBeLessThan(
      daysOfCount(usual, 'customers_active')[364] - 20,
    );
    const [plain, half] = run(
      small(YEAR, lively, { health: { prevention_factor: 0 } }, against(programme('prevention', 100))),
    );
    const [, full] = run(
      small(YEAR, lively, { health: { prevention_factor: 0 } }, against(programme('prevention', 1000))),
    );
    const end = (record: ArmRecord): number => daysOfCount(record, 'customers_active')[364];
    expect(end(half)).toBeLessThan(end(plain));
    expect(end(full)).toBeLessThan(end(half));
  });

  it('drift upwards by no more than the rate, with good supply only', () => {
    const { customers, rateBound } = watch(
      small(YEAR, { customers: { count: 300, drift_per_year: 0.1 }, mechanisms: { price_feedback: false } }),
      () => {},
    );
    const drift = Array.from({ length: 300 }, (_, c) => customers.f32[c * F32_STRIDE + F32.drift]);
    expect(Math.max(...drift)).toBeGreaterThan(1.05);
    expect(Math.max(...drift)).toBeLessThan(1.1);
    expect(drift.some((level) => level === 1)).toBe(true);
    expect(rateBound).toBeGreaterThan(1.1);
  });
});

describe('treatment', () => {
  const town: Changes = { time: { burn_in_days: 10, pre_days: 0, post_days: 120 }, health: { least_eur_per_day: 1 } };

  it('takes its share of occasions from those it reaches, and nobody at no money', () => {
    // 300 customers; 3,000 EUR a person-year: 2,464 EUR a day reach all of them, with heavy users counted many times over.
    const [usual, treated] = run(
      small(town, { health: { least_eur_per_day: 1, treatment_effect: 1 } }, against(programme('treatment', 500))),
    );
    const share = 1 - orders(treated) / orders(usual);
    expect(share).toBeGreaterThan(0.2);
    const [, none] = run(small(town, against(programme('treatment', 0))));
    expect(orders(none)).toBe(orders(usual));
  });

  it('reaches at a small dose those whom it reaches at a larger one', () => {
    const buyers = (eur: number): Set<number> => {
      const found = new Set<number>();
      const scenario = small(
        town,
        { health: { least_eur_per_day: 1, treatment_effect: 1 } },
        against(programme('treatment', eur)),
        {
          mechanisms: { initiation: false, quitting: false, price_feedback: false, marketing: false },
        },
      );
      runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
        afterTick: ({ occasions: o }, clock) => {
          if (clock.reportedDay >= 0)
            for (let i = 0; i < o.count; i++) if (o.attempt[i] === 0) found.add(o.customer[i]);
        },
      });
      return found;
    };
    const [few, more] = [buyers(1200), buyers(300)];
    expect(few.size).toBeLessThan(more.size);
    for (const customer of few) expect(more.has(customer)).toBe(true);
  });

  it('that nobody planned grows with emergencies, and is none where switched off', () => {
    const uptake: Changes = { health: { treatment_share: 0.3 } };
    const [off] = run(small(town, uptake, { mechanisms: { treatment_uptake: false } }));
    const [on] = run(small(town, uptake));
    const [plain] = run(small(town));
    expectSame(off, plain);
    expect(orders(on)).toBeLessThan(0.97 * orders(plain));
  });
});

describe('fines of customers', () => {
  const FINES = {
    kind: 'customer-fines',
    hours_per_day: 8,
    where: 'all',
    start_day: 10,
    between: [12, 20],
  } as PolicyInput;
  const busy: Changes = { customers: { count: 600, light_per_month: 8 } };

  it('keep all cents: what customers pay, the state has', () => {
    const scenario = small(busy, against(FINES));
    const worlds: World[] = [];
    const world = runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
      afterTick: (now, clock) => {
        if (clock.tick === 143) assertInvariants(now, clock);
        worlds[0] = now;
      },
    });
    expect(total(world.record, 'fines_customers')).toBeGreaterThan(20);
    expect(world.ledger.stateCents).toBe(total(world.record, 'fines_customers') * 20_000);
  });

  it('are no more than officers have time for, come with the hours, and keep visitors away', () => {
    const [usual, fined] = run(small(busy, against(FINES)));
    const [, more] = run(small(busy, against({ ...FINES, hours_per_day: 40 } as PolicyInput)));
    expect(total(usual, 'fines_customers')).toBe(0);
    const n = total(fined, 'fines_customers');
    expect(n).toBeLessThan((total(fined, 'officer_minutes') / 30) * 1.2);
    expect(total(more, 'fines_customers')).toBeGreaterThan(n);
    const siteOrders = (record: ArmRecord): number =>
      record.byClass.filter((_, at) => at % 3 === 0).reduce((sum, count) => sum + count, 0);
    expect(siteOrders(more)).toBeLessThan(siteOrders(usual));
    expect(differences(usual, fined)).toContain('series');
  });
});
