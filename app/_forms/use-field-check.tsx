"use client";

import { useState } from "react";
import type { z } from "zod";
import { Late, lazyExtra } from "@/components/late";

const FieldCheck = lazyExtra(() => import("./field-check"));

export type FieldErrors = Record<string, string | undefined>;

/**
 * Checks a field when it is left, by the very schema the server uses. The schema is
 * loaded only then, so that the page itself stays small; an empty field is left in peace
 * until the form is sent.
 *
 * @returns errors by field (`undefined` where a field has become right), and what has to stand in
 *   the form
 */
export function useFieldCheck(loadSchema: () => Promise<z.ZodObject>) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const check = (
    <Late>
      <FieldCheck loadSchema={loadSchema} setErrors={setErrors} />
    </Late>
  );
  return { errors, check };
}
