// The fixed selling site. Its numbers are in the section `sites` of a scenario.
import type { SiteArchetype } from './traits.ts';

export const streetSite: SiteArchetype = {
  id: 'street-site',
  kind: 'site',
  traits: {},
  whatMakesItItself:
    'Visible, with look-outs and two to six sellers for a neighbourhood clientele of lower income; its territory is contested.',
  grade: 'S direction, A size',
  source: 'founding article 2024; official figures through the press; sizes assumed',
};
