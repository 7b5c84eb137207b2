// The form of a phase: called once with what it needs, it returns the function that runs each week, day or tick.

/** How often a phase runs. */
export type When = 'week' | 'day' | 'tick' | 'day-end';

/** `Needs` lists the parts of a world that the phase uses. */
export type Phase<Needs> = (needs: Needs) => () => void;

export interface PhaseNotes<Needs> {
  when: When;
  /** What happens, in one sentence. */
  text: string;
  run: Phase<Needs>;
}
