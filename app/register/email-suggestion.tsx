"use client";

import { useEffect, useState } from "react";
import { useText } from "@/components/text";
import { afterPress } from "../_forms/after-press";
import CarriedAddress from "../_forms/carried-address";
import { carryAddress } from "../_forms/carry-address";

const findInput = () => document.querySelector<HTMLInputElement>("#email");

/**
 * An offer to mend an obvious slip in the address ("gmial.com"), when its field is left. It brings
 * the address of another page along, and keeps this one for the next.
 */
export default function EmailSuggestion() {
  const [before, after] = useText("register")("didYouMean").split("{address}");
  const [suggestion, setSuggestion] = useState<string | null>(null);

  useEffect(() => {
    const input = findInput();
    const look = async () => {
      const [{ suggestAddress }] = await Promise.all([
        import("@/lib/registration/suggest-address"),
        afterPress(),
      ]);
      setSuggestion(suggestAddress(input?.value ?? ""));
    };
    const onBlur = () => void look().catch(() => undefined);
    // Left while this was loaded.
    if (input?.value && input !== document.activeElement) onBlur();
    input?.addEventListener("blur", onBlur);
    return () => input?.removeEventListener("blur", onBlur);
  }, []);

  function accept() {
    const input = findInput();
    if (!input || !suggestion) return;
    input.value = suggestion;
    carryAddress(suggestion);
    setSuggestion(null);
    input.focus();
  }

  return (
    <>
      <CarriedAddress />
      <p role="status" className="mt-1.5 text-sm text-ink-soft empty:hidden">
        {suggestion && (
          <>
            {before}
            <button
              type="button"
              onClick={accept}
              className="cursor-pointer font-medium text-accent underline underline-offset-4"
            >
              {suggestion}
            </button>
            {after}
          </>
        )}
      </p>
    </>
  );
}
