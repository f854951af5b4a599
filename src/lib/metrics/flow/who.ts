/**
 * Which households at a stage can be listed, each a number of its `FlowStage`; `others` wait and started outside the
 * period, `-here` are those whose last stage was the one before.
 */
export const WHO = ['could', 'reached', 'waiting', 'waiting-here', 'others', 'left', 'left-here'] as const;

export type Who = (typeof WHO)[number];
