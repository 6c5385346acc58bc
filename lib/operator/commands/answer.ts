/**
 * What a command says: to a person by lines, to a program by a value; and how it ended: 0 it
 * was done, 1 it could not be, 2 it was not understood.
 */
export type Answer = { exitCode: 0 | 1 | 2; value: unknown; lines: string[] };

/** The command was not understood: says why, and what there is. */
export function misuse(complaint: string): Answer {
  return {
    exitCode: 2,
    value: { error: complaint },
    lines: [`${complaint} All there is: npm run operator -- --help`],
  };
}
