// The places and numbers of charts on the page.

import { figure, html, type Markup } from './html-markup.ts';

/** A chart as the page embeds it: `svg` is a whole SVG document, `alt` says in a sentence what it shows. */
export interface ReportChart {
  id: string;
  title: string;
  alt: string;
  svg: string;
}

/** Charts by part, in the order of the page; of those with a file for each arm, the part before the arm's name. */
const PARTS = {
  summary: ['primary-effect'],
  effects: ['effects', 'outcomes-by-arm', 'cost-against-effect'],
  displacement: ['flows', 'map-of-change'],
  time: ['reference-over-time', 'difference-over-time', 'sites-open', 'waiting-times'],
  audit: ['audit', 'violence-audit'],
} as const;
export type PagePart = keyof typeof PARTS | 'rest';

export interface Figures {
  /** All of a part, beside each other where there is room. */
  of: (part: PagePart) => Markup;
  /** Those of a part that are about one arm. */
  ofArm: (part: PagePart, arm: string) => Markup;
  has: (part: PagePart) => boolean;
}

/** `arms` are the arms that have charts of their own, none of them the reference. */
export function figuresOf(charts: readonly ReportChart[], arms: readonly string[]): Figures {
  const placed = charts.map((chart) => ({ chart, ...placeOf(chart.id, arms) }));
  const parts = [...Object.keys(PARTS), 'rest'] as PagePart[];
  const numbered = parts.flatMap((part) => placed.filter((one) => one.part === part));
  const drawn = (list: typeof placed): Markup => {
    const figures = list.map(({ chart: { id, title, alt, svg } }) =>
      figure(
        `chart-${id}`,
        { svg, alt },
        html`<strong>Figure ${numbered.findIndex(({ chart }) => chart.id === id) + 1}.</strong> ${title}`,
      ),
    );
    return figures.length === 0 ? html`` : html`<div class="figures">${figures}</div>\n`;
  };
  return {
    of: (part) => drawn(numbered.filter((one) => one.part === part)),
    ofArm: (part, arm) => drawn(numbered.filter((one) => one.part === part && one.arm === arm)),
    has: (part) => placed.some((one) => one.part === part),
  };
}

/** A chart is about an arm where its name ends in it, and about the only one where there is no other. */
function placeOf(id: string, arms: readonly string[]): { part: PagePart; arm: string | null } {
  for (const [part, bases] of Object.entries(PARTS) as [PagePart, readonly string[]][])
    for (const base of bases) {
      const arm =
        id === base ? (arms.length === 1 ? arms[0]! : null) : (arms.find((one) => id === `${base}-${one}`) ?? null);
      if (id === base || arm !== null) return { part, arm };
    }
  return { part: 'rest', arm: null };
}
