// The list of regime maps in docs/regimes.md: two fields each, and names of regimes.

interface Axis {
  label: string;
  /** Field as --set takes it. */
  path: string;
  values: number[];
}

export interface RegimeMap {
  title: string;
  scenario: string;
  arm: string;
  outcome: string;
  /** Outcome and arm of the cells. */
  text: string;
  rows: Axis;
  columns: Axis;
  /** Whether cells are in % of the reference, or in the unit of the outcome. */
  isRelative: boolean;
  /** Names for an interval above 0, below 0 and across 0. */
  names: { rise: string; fall: string; neither: string };
}

export const REGIME_MAPS: readonly RegimeMap[] = [
  {
    title: 'Displacement or diffusion of benefits',
    scenario: 'scenarios/diffusion-of-benefits.yaml',
    arm: 'pressure',
    outcome: 'orders_site_buffer',
    text: 'Change of orders at fixed sites of the buffer, in % of the reference, when the sites of the target are operated, all hear of it and fear lasts for long.',
    isRelative: true,
    rows: { label: 'risk at all sites', path: 'risk.general_rise', values: [0, 0.01, 0.02, 0.05, 0.1] },
    columns: {
      label: 'dissimilarity (low: sites are close substitutes)',
      path: 'choice.dissimilarity',
      values: [0.2, 0.4, 0.6, 0.8],
    },
    names: { rise: 'displacement', fall: 'diffusion', neither: 'neither' },
  },
  {
    title: 'More violence or not',
    scenario: 'scenarios/violence-vacancies.yaml',
    arm: 'site-pressure',
    outcome: 'violence_expected',
    text: 'Change of acts of violence under site pressure, as many as were to be expected of the trade as it went, over the year of the post window.',
    isRelative: false,
    rows: { label: 'events over a vacancy', path: 'violence.vacancy_events', values: [0, 0.03, 0.1, 0.3] },
    columns: { label: 'branching of retaliation', path: 'violence.branching', values: [0, 0.15, 0.3, 0.45] },
    names: { rise: 'more', fall: 'less', neither: 'neither' },
  },
];
