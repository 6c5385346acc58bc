"use client";

import { type RefObject, useEffect, useRef } from "react";

const PASSWORDS = "input[autocomplete$='-password']";

/**
 * Whether a refused form gets a password back. One that was wrong is typed anew anyway; and where no
 * field is to blame, the password may be.
 */
function isKept(input: HTMLInputElement): boolean {
  if (input.autocomplete === "new-password") return true;
  return !input.matches("[aria-invalid]") && input.form?.querySelector("[aria-invalid]") !== null;
}

function giveBack(typed: Map<HTMLInputElement, string>): void {
  for (const [input, value] of typed) if (input.value === "" && isKept(input)) input.value = value;
}

/**
 * Gives a refused form the passwords back that were typed: React empties a form with each answer,
 * and no answer of ours holds a password.
 *
 * @param mark an element inside the form
 * @param on the form's state, which is another with each answer
 */
export function useKeptPasswords(mark: RefObject<HTMLElement | null>, on: unknown): void {
  const typed = useRef(new Map<HTMLInputElement, string>());

  useEffect(() => {
    const form = mark.current?.closest("form");
    const keep = () => {
      for (const input of form?.querySelectorAll<HTMLInputElement>(PASSWORDS) ?? [])
        typed.current.set(input, input.value);
    };
    // Said before the form is emptied.
    form?.addEventListener("reset", keep);
    return () => form?.removeEventListener("reset", keep);
  }, [mark]);

  useEffect(() => {
    const form = mark.current?.closest("form");
    if (form?.querySelector("[aria-invalid], [role='alert']")) giveBack(typed.current);
    typed.current.clear();
  }, [mark, on]);
}
