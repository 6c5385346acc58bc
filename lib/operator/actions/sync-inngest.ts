import "server-only";
import { SECOND } from "../../clock";
import { env } from "../../env";
import { signForInngest } from "../../sign-for-inngest";
import type { Answer, Command } from "../commands/command";
import type { OperatorAction } from "./operator-action";

/** Inngest is asked by the app while it answers us. */
const TIMEOUT_MS = 30 * SECOND;

/** The SDK's word for it: what Inngest complains of stands in the same place, also with a 200. */
const REGISTERED = "Successfully registered";

const failed = (error: string): Answer => ({ exitCode: 1, value: { error }, lines: [error] });

/**
 * Asks the running app to register its functions at Inngest, as a deployment
 * needs. The app itself decides which address it registers; the one here is where to ask it.
 */
async function syncInngest(origin: string, now = new Date()): Promise<Answer> {
  const base = origin || (env.INNGEST_SERVE_ORIGIN ?? env.APP_URL);
  if (!URL.canParse(base)) return failed(`"${base}" is no URL, such as http://127.0.0.1:3000.`);
  const url = new URL("/api/inngest", base).href;
  // One key in the object: the canonical JSON that Inngest signs looks the same.
  const body = JSON.stringify({ url });
  const key = env.INNGEST_SIGNING_KEY;
  let response: Response;
  try {
    response = await fetch(url, {
      method: "PUT",
      body,
      headers: {
        "Content-Type": "application/json",
        ...(key && { "X-Inngest-Signature": signForInngest(body, key, now) }),
      },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    return failed(
      `The app does not answer at ${url}. If it listens elsewhere, name that: npm run operator -- inngest sync http://127.0.0.1:3000`,
    );
  }
  const { message } = (await response.json().catch(() => ({}))) as { message?: string };
  if (response.status === 401)
    return failed(
      `The app at ${url} refused the signature: it has another INNGEST_SIGNING_KEY, or the clocks differ by more than five minutes.`,
    );
  if (!response.ok || message !== REGISTERED)
    return failed(`The app at ${url} could not register: ${message ?? response.status}`);
  return { exitCode: 0, value: { url, outcome: "registered" }, lines: [`${message}: ${url}`] };
}

const command: Command = {
  words: ["inngest", "sync"],
  usage: "[<URL of the app>]",
  summary: "Tell Inngest where the app is and what it runs",
  needsReason: false,
  run: (origin) => syncInngest(origin),
};

export const syncInngestAction = { trail: {}, commands: [command] } satisfies OperatorAction;
