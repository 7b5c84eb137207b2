// The fields that decide the effect of each arm, as a table of the page.
import { html, type Markup, table } from './html-markup.ts';
import { type AnyRestsOn, restsOnByArm, variedSentence } from './rests-on.ts';

/** Rows by arm: the effect as it is, and each deciding field with the effect at either end of its range. */
export function decidingFields(restsOn: AnyRestsOn | null, labelOf: (arm: string) => string): Markup {
  if (restsOn === null)
    return html`<p class="note">No field was varied in this comparison. <code>compare --vary 4</code> runs each at both ends of its plausible range and names here those that decide; <code>compare --rests-on</code> takes them from a screening of <code>waterbed-sim sensitivity</code>.</p>
`;
  return html`${table({
    id: 'deciding-fields',
    caption: 'Fields that decide the primary effect',
    columns: [
      { head: 'Arm and field' },
      { head: 'What it is' },
      { head: 'Grade' },
      { head: 'Effect as it is', isNumber: true },
      { head: 'Effect at the ends of its range, or what the range makes of it' },
    ],
    groups: restsOnByArm(restsOn).map(({ arm, effect, deciding }) => ({
      head: labelOf(arm),
      rows:
        deciding.length === 0
          ? [{ head: 'none of those varied', cells: ['', '', effect, ''] }]
          : deciding.map(({ path, text, grade, found }) => ({
              head: html`<code>${path}</code>`,
              cells: [text, grade, effect, found],
            })),
    })),
  })}<p class="note">${variedSentence(restsOn)}</p>
`;
}
