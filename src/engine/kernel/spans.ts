// Spans of a replicate, for whoever asks where its time goes. The engine says where they end and reads no clock.

/** Gives, for the name of a span, what to call at each of its ends; each began where the one before it ended. */
export type Spans = (name: string) => () => void;

/** A function at whose return a span ends; the function itself, if nobody asks. */
export function spanned(run: () => void, name: string, spans?: Spans): () => void {
  if (!spans) return run;
  const end = spans(name);
  return () => {
    run();
    end();
  };
}
