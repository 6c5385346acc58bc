/** One line: a value for each step. The look is not its only mark, its name stands at its end. */
export type Series = { name: string; values: number[]; look: LineLook };

/** How a line is drawn: by its colour, width and dashes, each look differs in two of them. */
export type LineLook = "quiet" | "dashed" | "plain" | "dotted" | "strong";

/** How each look is drawn. */
export const looks: Record<LineLook, { stroke: string; width: number; dash?: string }> = {
  quiet: { stroke: "stroke-ink-soft", width: 1.5 },
  dashed: { stroke: "stroke-accent", width: 1.75, dash: "7 4" },
  plain: { stroke: "stroke-accent", width: 2 },
  dotted: { stroke: "stroke-brass", width: 2.25, dash: "1.5 4" },
  strong: { stroke: "stroke-success", width: 3 },
};

/** The room around the lines. */
export const margin = { top: 12, right: 92, bottom: 26, left: 40 };
