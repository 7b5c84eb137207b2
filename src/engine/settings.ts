// The input of the engine: values of all fields and switches, arms and their policies, platforms by kind.
import type { Platform } from './entities/platforms.ts';
import type { PartValues } from './parts.ts';

/** What the engine reads of a policy; its effort comes from the function that compiles it. */
export interface PolicyData {
  readonly kind: string;
}

export type Settings<P extends PolicyData = PolicyData> = PartValues & {
  readonly seed: string;
  readonly baseline: string;
  readonly platforms: readonly Platform[];
  /** Policies of every arm, and those of each. */
  readonly policies: readonly P[];
  readonly arms: Readonly<Record<string, { readonly policies: readonly P[] }>>;
  readonly audit: {
    /** Widths of the rings around the target in which events are counted, km. */
    readonly buffers_km: readonly number[];
    /** Days within which a removed site or courier counts as replaced. */
    readonly replaced_within_days: number;
  };
};
