// What `check` says that one operation costs its visitors.
import { describe, expect, it } from 'vitest';
import { fearOf, fearText } from '../../src/policies/fear.ts';
import { small } from '../support/small.ts';

describe('the cost of one operation to its visitors', () => {
  it('is the rise of perceived risk times the loss, by class, there and elsewhere', () => {
    const fear = fearOf(
      small({
        risk: { visitor_rise: 0.5, general_rise: 0.1, zone_rise: 0.02, news_reach: 0.25, half_life_weeks: 2.5 },
        choice: { loss_eur: { low: 100, middle: 200, high: 400 } },
      }),
    )!;
    // 1 − 0.5 × 0.9 at the place.
    for (const [i, loss] of [100, 200, 400].entries()) {
      expect(fear.there_eur[i]).toBeCloseTo(0.55 * loss, 10);
      expect(fear.elsewhere_eur[i]).toBeCloseTo(0.1 * loss, 10);
      expect(fear.residents_eur[i]).toBeCloseTo(0.005 * loss, 10);
    }
    expect(fearText(fear)).toBe(
      "news of a site operation reaches 25 % of the site's visitors and costs them 55, 110, 220 EUR a visit there and 10, 20, 40 EUR elsewhere (low, middle, high income), and residents of its zone 0.5, 1, 2 EUR on average; half of it after 2.5 weeks",
    );
  });

  it('is nothing where operations frighten nobody', () => {
    expect(fearOf(small({ mechanisms: { perceived_risk: false } }))).toBeNull();
  });
});
