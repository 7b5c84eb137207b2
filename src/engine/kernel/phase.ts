// What a phase is: columns are taken once, then the returned function runs at every turn of its clock.

/** How often a phase runs. */
export type When = 'week' | 'day' | 'tick' | 'day-end';

/** `Needs` are the parts of a world that the phase touches, and no others. */
export type Phase<Needs> = (needs: Needs) => () => void;

export interface PhaseNotes<Needs> {
  when: When;
  /** What happens, in one sentence. */
  text: string;
  run: Phase<Needs>;
}
