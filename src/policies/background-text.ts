// The background of policing that every arm has, in words.
import { backgroundOf } from '../engine/acts/background-rates.ts';
import type { Settings } from '../engine/settings.ts';

/** 'the background: 0.05 operations a month for each site, …'; that there is none, where all rates are 0. */
export function backgroundText(scenario: Pick<Settings, 'background' | 'mechanisms'>): string {
  const rates = backgroundOf(scenario);
  const parts = [
    [rates.operations_per_site_month, 'operations a month for each site'],
    [rates.stop_hours_per_km2_day, 'officer-hours of street stops a day for each km²'],
    [rates.investigation_hours_per_line_week, 'officer-hours of investigation a week for each line'],
  ].filter(([rate]) => rate !== 0);
  if (parts.length === 0) return 'no background of policing';
  return `the background of policing, ${parts.map(([rate, what]) => `${rate} ${what}`).join(', ')}`;
}
