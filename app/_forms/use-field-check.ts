"use client";

import { type FocusEvent, useRef, useState } from "react";
import type { z } from "zod";
import type { FormError } from "@/lib/request/form-schemas";
import { afterPress } from "./after-press";

type FieldErrors = Record<string, string | undefined>;

/** What is wrong with a value that is shorter than its field asks for. */
function tooShort(value: string, minLength: number): z.core.$ZodIssue | undefined {
  if (value.normalize("NFKC").length >= minLength) return undefined;
  const params = { min: String(minLength) };
  return { code: "custom", message: "passwordShort" satisfies FormError, params, path: [] };
}

/**
 * Checks a field when it is left, by the very schema the server uses. The schema is
 * loaded only then, so that the page itself stays small; an empty field is left in peace
 * until the form is sent.
 *
 * @returns errors by field (`undefined` where a field has become right) and two handlers
 *   for the form
 */
export function useFieldCheck(loadSchema: () => Promise<z.ZodObject>) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const submissions = useRef(0);

  return {
    errors,
    async onBlur({ target }: FocusEvent<HTMLFormElement>) {
      // Buttons and links are left too; they hold nothing to check.
      const { name, value, minLength = 0 }: Partial<HTMLInputElement> & { name: string } = target;
      if (!value) return;
      const submission = submissions.current;
      const [{ shape }, { errorText }] = await Promise.all([
        loadSchema(),
        import("./error-text"),
        afterPress(),
      ]);
      // The server's answer is newer than what was typed before the form was sent.
      if (!shape[name] || submission !== submissions.current) return;
      const { error } = shape[name].safeParse(value) as z.ZodSafeParseResult<unknown>;
      const issue = error?.issues[0] ?? tooShort(value, minLength);
      const text = issue && (await errorText(issue));
      setErrors((known) => ({ ...known, [name]: text }));
    },
    onSubmit() {
      submissions.current += 1;
      setErrors({});
    },
  };
}
