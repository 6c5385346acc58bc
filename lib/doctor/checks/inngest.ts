import { MINUTE, SECOND } from "../../clock";
import { cronProblems } from "../../heartbeat";
import { formatDate } from "../../i18n/format-date";
import { signForInngest } from "../../sign-for-inngest";
import { explainFailure } from "../explain-failure";
import { type CheckedLine, rule, unknown } from "../line";
import type { Ports } from "../ports";

const TIMEOUT_MS = 5 * SECOND;
const CLOUD = "https://api.inngest.com";

/** A cron that has not run since then has missed its run, whenever the app was started. */
const UPTIME_MS = Infinity;

/** What the app says of itself to whoever signs, as the SDK calls it. */
type Introspection = {
  mode?: string;
  function_count?: number;
  serve_origin?: string | null;
};

async function checkServer({ env, fetch }: Ports): Promise<CheckedLine> {
  const url = env.INNGEST_DEV ?? env.INNGEST_BASE_URL ?? CLOUD;
  const status = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
    (response) => response.status,
    () => null,
  );
  const { origin } = new URL(url);
  return rule({
    name: "server",
    isRight: status !== null && status < 500,
    found: status === null ? `${origin} does not answer.` : `${origin} answers ${status}.`,
    right: "The server of Inngest answers.",
    fix: "Start it, or correct INNGEST_BASE_URL. Emails wait in the outbox until it answers.",
  });
}

/** Asks the app itself, at the address that Inngest is told. */
async function checkApp({ env, fetch, now }: Ports): Promise<CheckedLine[]> {
  const expected = env.INNGEST_SERVE_ORIGIN ?? env.APP_URL;
  const url = `${expected}/api/inngest`;
  const key = env.INNGEST_SIGNING_KEY;
  const response = await fetch(url, {
    headers: key ? { "X-Inngest-Signature": signForInngest("", key, now()) } : {},
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  if (!response || (response.status !== 200 && response.status !== 401))
    return [
      rule({
        name: "URL",
        isRight: false,
        found: response ? `${url} answers ${response.status}.` : `${url} does not answer.`,
        right: "Inngest finds the app at INNGEST_SERVE_ORIGIN, else at APP_URL.",
        fix: "Start the app, or set INNGEST_SERVE_ORIGIN to where the server of Inngest finds it.",
      }),
    ];
  const said = (await response.json().catch(() => ({}))) as Introspection;
  const isRefused = response.status === 401;
  const count = said.function_count ?? 0;
  const served = said.serve_origin ?? expected;
  return [
    rule({
      name: "URL",
      isRight: served === expected,
      found: `The app answers at ${expected} and tells Inngest to call ${served}.`,
      right: "Both are the same.",
      fix: "Set INNGEST_SERVE_ORIGIN alike for the app and the doctor, and sync: npm run operator -- inngest sync.",
    }),
    isRefused
      ? rule({
          name: "signatures",
          isRight: false,
          found: "The app refused the signature of the doctor.",
          right: "App and doctor have the same INNGEST_SIGNING_KEY.",
          fix: "Set the same INNGEST_SIGNING_KEY everywhere and restart the app. Clocks may differ by five minutes at most.",
        })
      : rule({
          name: "signatures",
          isRight: said.mode === "cloud" || env.INNGEST_DEV !== undefined,
          found:
            said.mode === "cloud"
              ? "The app runs functions only for requests that are signed."
              : "The app runs functions for anybody who asks (development).",
          right: "Signed, except beside a development server.",
          fix: "Remove INNGEST_DEV and set INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY.",
        }),
    isRefused
      ? unknown("functions", "The app does not say.", "Mend the signing key first.")
      : rule({
          name: "functions",
          isRight: count > 0,
          found: `The app offers ${count} functions.`,
          right: "One function or more.",
          fix: "Deploy the app again: this build has no functions.",
        }),
  ];
}

async function checkRuns({ database, now }: Ports): Promise<CheckedLine[]> {
  const heartbeats = await database.heartbeats();
  const sweep = heartbeats.find(({ name }) => name === "sweep-outbox");
  const agoMs = sweep ? now().getTime() - sweep.at.getTime() : Infinity;
  const [problem] = cronProblems(heartbeats, now(), UPTIME_MS);
  return [
    rule({
      name: "last sweep",
      isRight: agoMs < 3 * MINUTE,
      found: sweep
        ? `The outbox was swept at ${formatDate(sweep.at, "en")}.`
        : "The outbox was never swept.",
      right: "Within three minutes: it runs each minute.",
      fix: "Sync the functions: npm run operator -- inngest sync.",
    }),
    rule({
      name: "schedules",
      isRight: problem === undefined,
      otherwise: "warning",
      found: problem === undefined ? "Each function that has a schedule runs." : `${problem}.`,
      right:
        "Inngest knows each function and runs it on time. After the first start some take a day.",
      fix: "Sync the functions: npm run operator -- inngest sync.",
    }),
  ];
}

export async function checkInngest(ports: Ports): Promise<CheckedLine[]> {
  const parts = await Promise.all([
    checkServer(ports),
    checkApp(ports),
    checkRuns(ports).catch((error: unknown) => [explainFailure("last sweep", error)]),
  ]);
  return parts.flat();
}
