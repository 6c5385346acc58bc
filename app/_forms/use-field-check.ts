"use client";

import { type FocusEvent, useState } from "react";
import type { z } from "zod";

type FieldErrors = Record<string, string | undefined>;

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

  async function check({ target }: FocusEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLInputElement) || !target.name || target.value === "") return;
    const { name, value } = target;
    const field = (await loadSchema()).shape[name];
    if (!field) return;
    const result = field.safeParse(value) as z.ZodSafeParseResult<unknown>;
    setErrors((known) => ({ ...known, [name]: result.error?.issues[0]?.message }));
  }

  return { errors, onBlur: (event: FocusEvent<HTMLFormElement>) => void check(event), forget: () => setErrors({}) };
}
