import "server-only";
import { isHoneypotFilled } from "@/lib/bot-protection/honeypot";
import { checkTurnstile } from "@/lib/bot-protection/turnstile";
import type { Refusal } from "./form-action";

/**
 * Keeps programs out of a form that shows `HumanFields`: the third argument of `formAction`.
 * Stands before the limits, so that a program does not use them up for people.
 */
export async function humanCheck(form: FormData): Promise<Refusal | null> {
  if (isHoneypotFilled(form))
    return {
      refusal:
        "We took this for a program. Please press the button once more. Something in your browser filled in a field that people do not see; a password has to be typed again, because we do not keep it.",
    };
  switch (await checkTurnstile(form)) {
    case "passed":
    case "off":
      return null;
    case "failed":
      return {
        refusal:
          "We could not tell that you are a person. Please wait for the check above the button and press it once more.",
      };
    case "unreachable":
      return {
        refusal:
          "The service that tells people from programs does not answer right now. Please try again in a few minutes.",
      };
  }
}
