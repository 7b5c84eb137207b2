// What `--charts` takes.

export const CHART_KINDS = ['all', 'png', 'svg', 'none'] as const;
