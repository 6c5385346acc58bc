import { z } from "zod";
import { normaliseAddress } from "./address";

/** NIST SP 800-63B-4 asks for 64 at least as the maximum; OWASP warns of unbounded ones. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** An address as typed, and the one spelling under which it is known. */
export type TypedAddress = { address: string; originalAddress: string };

const email = z
  .string({ error: "Enter your email address." })
  .transform((typed, context): TypedAddress => {
    const address = normaliseAddress(typed);
    if (address) return { address, originalAddress: typed.trim() };
    context.addIssue(
      typed.trim() === ""
        ? "Enter your email address."
        : "This does not look like an email address. It should read like name@example.com.",
    );
    return z.NEVER;
  });

// NFKC: the same password typed on two keyboards must be the same bytes (NIST 800-63B).
const normalised = (password: string) => password.normalize("NFKC");

const newPassword = z
  .string({ error: "Choose a password." })
  .min(1, { error: "Choose a password.", abort: true })
  .transform(normalised)
  .pipe(
    z
      .string()
      .min(
        PASSWORD_MIN,
        `Use at least ${PASSWORD_MIN} characters. A few unrelated words work well.`,
      )
      .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
  );

const knownPassword = z
  .string({ error: "Enter your password." })
  .min(1, { error: "Enter your password.", abort: true })
  .max(4 * PASSWORD_MAX, "This password is too long.")
  .transform(normalised);

/** The form on /register. */
export const registrationSchema = z.object({ email, password: newPassword });

/** The form on /sign-in. */
export const signInSchema = z.object({ email, password: knownPassword });

/** The forms on /confirm: the registration's password, or a new one. */
export const confirmWithPasswordSchema = z.object({ password: knownPassword });
export const confirmWithNewPasswordSchema = z.object({ password: newPassword });

/** The code on /check-your-email; spaces and dashes are how people copy it. */
export const codeSchema = z.object({
  code: z
    .string({ error: "Enter the code from the mail." })
    .transform((typed) => typed.replace(/[\s-]/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits.")),
});
