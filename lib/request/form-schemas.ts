import { z } from "zod";
import type { Messages } from "@/messages/en";
import { cleanAddress, normaliseAddress, strangeCharacter } from "./address";
import { isRecoveryCode } from "./typed-recovery-code";
import { PASSWORD_MAX } from "./password-length";

/**
 * What is wrong with a field. The schemas say it by the key of a text, because they are used by
 * the server and by the browser, in each language.
 */
export type FormError = keyof Messages["errors"];

const error = (key: FormError) => key;

/** The values that the text of an error may name. */
export function errorValues(issue: z.core.$ZodIssue): Record<string, string> {
  const own = issue.code === "custom" ? (issue.params as Record<string, string> | undefined) : {};
  const { minimum: min } = issue.code === "too_small" ? issue : { minimum: "" };
  return { min: String(min), max: String(PASSWORD_MAX), ...own };
}

/** An address as typed, and the one spelling under which it is known. */
export type TypedAddress = { address: string; originalAddress: string };

const email = z
  .string({ error: error("emailMissing") })
  .transform((typed, context): TypedAddress => {
    const originalAddress = cleanAddress(typed);
    const address = normaliseAddress(originalAddress);
    if (address) return { address, originalAddress };
    const strange = strangeCharacter(originalAddress);
    const refuse = (message: FormError, params?: Record<string, string>) =>
      context.addIssue({ code: "custom", message, params });
    if (originalAddress === "") refuse("emailMissing");
    else if (strange) refuse(strange.isSeen ? "emailStrange" : "emailInvisible", strange.named);
    else refuse("emailInvalid");
    return z.NEVER;
  });

// NFKC: the same password typed on two keyboards must be the same bytes (NIST 800-63B).
const normalised = (password: string) => password.normalize("NFKC");

/** How short it may be is judged where it is set: lib/credentials/judge-new-password.ts. */
const newPassword = z
  .string({ error: error("passwordToChoose") })
  .min(1, { error: error("passwordToChoose"), abort: true })
  .transform(normalised)
  .pipe(z.string().max(PASSWORD_MAX, error("passwordLong")));

const knownPassword = z
  .string({ error: error("passwordMissing") })
  .min(1, { error: error("passwordMissing"), abort: true })
  .max(4 * PASSWORD_MAX, error("passwordTooLong"))
  .transform(normalised);

const DIGIT = /\p{Nd}/u;

/** What a digit of any script is worth; each script has its ten in a row. */
function worth(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** The digits of a code as people copy it: "Code: 123 456.", full-width or Arabic. */
function digitsOf(typed: string): string {
  return [...typed.normalize("NFKC")]
    .filter((sign) => DIGIT.test(sign))
    .map(worth)
    .join("");
}

/** A code, whatever was copied along with it. */
const code = (digits: number, wrong: FormError, missing: FormError = "codeMissing") =>
  z
    .string({ error: error(missing) })
    .transform(digitsOf)
    .pipe(z.string().regex(new RegExp(`^\\d{${digits}}$`), wrong));

/** The form on /register. */
export const registrationSchema = z.object({ email, password: newPassword });

/** The form on /sign-in. */
export const signInSchema = z.object({
  email,
  password: knownPassword,
  /** The page to go on to; anything that is none is ignored. */
  next: z.string().optional(),
});

/**
 * The answer of a passkey, in JSON. It comes from scripts of ours: an answer that is none is
 * refused like a wrong one.
 */
const passkeyAnswer = z.string().catch("");

/** The passkey on /sign-in. */
export const passkeySignInSchema = z.object({ passkeyAnswer, next: z.string().optional() });

/** A passkey that is added. */
export const newPasskeySchema = z.object({ passkeyAnswer });

/** A passkey at the second step. */
export const passkeyFactorSchema = z.object({ passkeyAnswer, trust: z.string().optional() });

/** The longest name of a passkey: a line on a phone. */
const MAX_PASSKEY_NAME_LENGTH = 60;

/** What a passkey is called. */
export const passkeyNameSchema = z.object({
  name: z
    .string({ error: error("nameMissing") })
    .trim()
    .min(1, error("nameMissing"))
    .max(MAX_PASSKEY_NAME_LENGTH, error("tooLong")),
  passkey: z.uuid(),
});

/** Forms that ask for an address alone: a forgotten password, a corrected address. */
export const addressSchema = z.object({ email });

/** Forms that ask for the password somebody has: of a registration, of an account. */
export const knownPasswordSchema = z.object({ password: knownPassword });

/** The form on /account/address. */
export const changeAddressSchema = z.object({ email, password: knownPassword });

/** Forms that ask for a password to be. */
export const newPasswordSchema = z.object({ password: newPassword });

/** The form on /account/password. */
export const changePasswordSchema = z.object({
  currentPassword: knownPassword,
  newPassword,
});

/** The code on /check-your-email. */
export const codeSchema = z.object({ code: code(6, "codeSix") });

/** The code of an authenticator app or of a text message. */
export const factorCodeSchema = z.object({
  code: code(6, "codeSix", "factorCodeMissing"),
  trust: z.string().optional(),
});

/** The number of a phone, as it was typed. lib/phone tells what is wrong with it. */
export const phoneNumberSchema = z.object({
  number: z.string({ error: error("numberMissing") }).min(1, error("numberMissing")),
});

/** One of the recovery codes somebody saved. */
export const recoveryCodeSchema = z.object({
  code: z
    .string({ error: error("factorCodeMissing") })
    .refine(isRecoveryCode, error("recoveryCodeForm")),
  trust: z.string().optional(),
});

/** The code on /reset-password. */
export const resetCodeSchema = z.object({ code: code(8, "codeEight") });
