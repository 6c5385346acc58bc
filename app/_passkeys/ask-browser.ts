import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { Messages } from "@/messages/en";

/** Why there is no answer of a passkey, by the key of its text. */
export type PasskeyProblem = Extract<
  keyof Messages["passkeyForm"],
  "cancelled" | "noAuthenticator" | "known" | "timedOut" | "offline" | "failed"
>;

/** The answer of a passkey in JSON, or why there is none; null when another request replaced it. */
export type PasskeyAnswer = { answer: string } | { problem: PasskeyProblem } | null;

/** Loaded when it is needed: most people who come to sign in type a password. */
const library = () => import("@simplewebauthn/browser");

/** What our server wants the browser to ask for. */
async function load<Options>(address: string): Promise<Options | PasskeyProblem> {
  const response = await fetch(address, { method: "POST", cache: "no-store" }).catch(() => null);
  if (!response) return "offline";
  if (response.ok) return (await response.json()) as Options;
  // Signed out, or the sign-in is over. The page says so when it is loaded again.
  if (response.status < 500) location.reload();
  return "failed";
}

/** What a browser's error means to a person. Browsers tell a refusal from a time-out by nothing. */
function problemOf(error: unknown, isTimeUp: boolean): PasskeyAnswer {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  switch (cause instanceof Error ? cause.name : "") {
    case "AbortError":
      return null;
    case "NotAllowedError":
      return { problem: isTimeUp ? "timedOut" : "cancelled" };
    case "InvalidStateError":
      return { problem: "known" };
    case "ConstraintError":
    case "NotSupportedError":
      return { problem: "noAuthenticator" };
    default:
      return { problem: navigator.onLine ? "failed" : "offline" };
  }
}

async function ask<Options extends { timeout?: number }>(
  address: string,
  start: (options: Options) => Promise<object>,
): Promise<PasskeyAnswer> {
  const options = await load<Options>(address);
  if (typeof options === "string") return { problem: options };
  const startedAt = performance.now();
  try {
    return { answer: JSON.stringify(await start(options)) };
  } catch (error) {
    return problemOf(error, performance.now() - startedAt >= (options.timeout ?? Infinity));
  }
}

/**
 * Asks for a passkey that exists, as the page behind an address of ours wants it.
 *
 * @param isAutofill offers passkeys where the browser fills the address in, and waits there
 */
export function answerWithPasskey(address: string, isAutofill = false): Promise<PasskeyAnswer> {
  return ask<PublicKeyCredentialRequestOptionsJSON>(address, async (optionsJSON) => {
    const { startAuthentication } = await library();
    const { id, response } = await startAuthentication({
      optionsJSON,
      useBrowserAutofill: isAutofill,
    });
    const { clientDataJSON, authenticatorData, signature } = response;
    return { id, response: { clientDataJSON, authenticatorData, signature } };
  });
}

/** Has a passkey made. */
export function createPasskey(address: string): Promise<PasskeyAnswer> {
  return ask<PublicKeyCredentialCreationOptionsJSON>(address, async (optionsJSON) => {
    const { startRegistration } = await library();
    const { id, response } = await startRegistration({ optionsJSON });
    const { clientDataJSON, attestationObject, transports } = response;
    return { id, response: { clientDataJSON, attestationObject, transports } };
  });
}

/** Takes back what the browser was asked for. */
export async function stopAsking(): Promise<void> {
  (await library()).WebAuthnAbortService.cancelCeremony();
}
