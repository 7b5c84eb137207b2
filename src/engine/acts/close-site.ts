// A site closes: by itself, after an operation or by a ban.
import type { SiteCounts, Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { add } from '../kernel/record.ts';

export interface CloseSiteNeeds {
  clock: Clock;
  counts: SiteCounts;
  sites: Pick<Sites, 'isOpen' | 'isClosing' | 'recentSales' | 'replacesUntil' | 'platform'>;
}

/** The site on a place is closed from today on, for good. */
export function closeSite({ clock, counts, sites }: CloseSiteNeeds, place: number): void {
  sites.isOpen[place] = 0;
  sites.isClosing[place] = 0;
  sites.recentSales[place] = 0;
  sites.replacesUntil[place] = 0;
  sites.platform[place] = -1;
  add(counts.site_closures, clock.reportedDay, 1);
}
