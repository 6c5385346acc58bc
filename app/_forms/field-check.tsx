"use client";

import { useEffect, useRef } from "react";
import type { z } from "zod";
import type { FormError } from "@/lib/request/form-schemas";
import { afterPress } from "./after-press";
import type { FieldErrors } from "./use-field-check";

type Props = {
  loadSchema: () => Promise<z.ZodObject>;
  setErrors: (change: (known: FieldErrors) => FieldErrors) => void;
};

/** What is wrong with a value that is shorter than its field asks for. */
function tooShort(value: string, minLength: number): z.core.$ZodIssue | undefined {
  if (value.normalize("NFKC").length >= minLength) return undefined;
  const params = { min: String(minLength) };
  return { code: "custom", message: "passwordShort" satisfies FormError, params, path: [] };
}

/** What is wrong with what a field holds, by its part of a schema; undefined when nothing is. */
async function check(
  part: z.core.$ZodType,
  { value, minLength }: HTMLInputElement,
): Promise<string | undefined> {
  const { error } = (part as z.ZodType).safeParse(value);
  const issue = error?.issues[0] ?? tooShort(value, minLength);
  if (!issue) return undefined;
  // Not before: it brings zod along.
  const { errorText } = await import("./error-text");
  return errorText(issue);
}

/** Does what `useFieldCheck` says, in the form around it. */
export default function FieldCheck({ loadSchema, setErrors }: Props) {
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const form = mark.current?.closest("form");
    let submissions = 0;
    const look = async (input: HTMLInputElement, { isLate = false } = {}) => {
      const { name } = input;
      const submission = submissions;
      const [{ shape }] = await Promise.all([loadSchema(), afterPress()]);
      const text = shape[name] && (await check(shape[name], input));
      // The server's answer is newer than what was typed before the form was sent; and that may have
      // been before this was loaded.
      if (shape[name] && submission === submissions && (text || !isLate))
        setErrors((known) => ({ ...known, [name]: text }));
    };
    const onLeave = ({ target }: FocusEvent) => {
      // Buttons and links are left too; they hold nothing to check.
      if (target instanceof HTMLInputElement && target.value) void look(target);
    };
    const onSubmit = () => {
      submissions += 1;
      setErrors(() => ({}));
    };
    // Left while this was loaded.
    for (const input of form?.querySelectorAll("input") ?? [])
      if (input.value !== input.defaultValue && input !== document.activeElement)
        void look(input, { isLate: true });
    form?.addEventListener("focusout", onLeave);
    form?.addEventListener("submit", onSubmit);
    return () => {
      form?.removeEventListener("focusout", onLeave);
      form?.removeEventListener("submit", onSubmit);
    };
  }, [loadSchema, setErrors]);

  return <span ref={mark} hidden />;
}
