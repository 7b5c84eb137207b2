// How often persons leave their posts, as far as it is not due to police and courts.
import { DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../units.ts';

export interface LeavingGiven {
  labour: { readonly leave_per_week: number };
  organisations: { readonly exit_per_week: number };
  defection: { readonly hazard_per_year: number };
  mechanisms: { readonly labour_turnover: boolean; readonly platform_exit: boolean; readonly defection: boolean };
}

/** Persons who leave by themselves, with clients, or as their platform closes, a year and person. */
export function leavingPerYear({ labour, organisations, defection, mechanisms }: LeavingGiven): number {
  const perWeek =
    (mechanisms.labour_turnover ? labour.leave_per_week : 0) +
    (mechanisms.platform_exit ? organisations.exit_per_week : 0);
  return (perWeek * DAYS_PER_YEAR) / DAYS_PER_WEEK + (mechanisms.defection ? defection.hazard_per_year : 0);
}
