import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The programs that stand in for Amazon SES and for Inngest. */
export const programs = {
  ses: require.resolve("@latchkey/ses-local/main"),
  inngest: require.resolve("@latchkey/inngest-local/main"),
};
