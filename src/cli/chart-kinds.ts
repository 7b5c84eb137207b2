// The values of `--charts`.

export const CHART_KINDS = ['all', 'png', 'svg', 'none'] as const;
