import { expect, type Page } from "@playwright/test";
import type { virtual } from "@guidepup/virtual-screen-reader";
import { buildSync } from "esbuild";

type Reader = typeof virtual;
type WithReader = { screenReader: Reader };

/** Runs in the page, by the browser's own accessibility rules. A module is no script, so it is bundled. */
const bundle = () =>
  buildSync({
    stdin: {
      contents: `import { virtual } from "@guidepup/virtual-screen-reader/browser.js";
        window.screenReader = virtual;`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: "iife",
    write: false,
  }).outputFiles[0]?.text ?? "";

/** Turns a screen reader on for the page as it is, until another document is opened. */
export async function turnOnScreenReader(page: Page) {
  await page.evaluate(bundle());
  await page.evaluate(() =>
    (window as unknown as WithReader).screenReader.start({ container: document.body }),
  );
  const spoken = () =>
    page.evaluate(() => (window as unknown as WithReader).screenReader.spokenPhraseLog());
  return {
    /** Everything that is read out from the top of the page to its end. */
    readPage: () =>
      page.evaluate(async () => {
        const reader = (window as unknown as WithReader).screenReader;
        while ((await reader.lastSpokenPhrase()) !== "end of document") await reader.next();
        return reader.spokenPhraseLog();
      }),
    /** Waits until these are read out, in this order, whatever is read out between them. */
    expectHeard: async (phrases: string[]) => {
      const next = (log: string[], from: number, phrase: string) =>
        log.findIndex((each, at) => at >= from && each.startsWith(phrase));
      await expect(async () => {
        const log = await spoken();
        let from = 0;
        for (const phrase of phrases) {
          const at = next(log, from, phrase);
          expect(at, `"${phrase}" in ${JSON.stringify(log.slice(from))}`).not.toBe(-1);
          from = at + 1;
        }
      }).toPass({ timeout: 10_000 });
    },
    /** Forgets what was read out before the next step. */
    forget: () =>
      page.evaluate(() => (window as unknown as WithReader).screenReader.clearSpokenPhraseLog()),
  };
}
