"use client";

import { type FocusEvent, useState } from "react";
import { useText } from "@/components/text";
import { Field } from "@/components/ui/field";
import { afterPress } from "../_forms/after-press";
import { carryAddress, useCarriedAddress } from "../_forms/use-carried-address";

type Props = { error?: string; defaultValue?: string };

/** The address, with an offer to mend an obvious slip ("gmial.com"). Never forced. */
export function EmailField({ error, defaultValue }: Props) {
  const [t, form] = [useText("register"), useText("form")];
  const [before, after] = t("didYouMean").split("{address}");
  const [suggestion, setSuggestion] = useState<string | null>(null);
  useCarriedAddress();

  async function look({ target }: FocusEvent<HTMLInputElement>) {
    const [{ suggestAddress }] = await Promise.all([
      import("@/lib/registration/suggest-address"),
      afterPress(),
    ]);
    setSuggestion(suggestAddress(target.value));
  }

  function accept() {
    const input = document.querySelector<HTMLInputElement>("#email");
    if (!input || !suggestion) return;
    input.value = suggestion;
    carryAddress(suggestion);
    setSuggestion(null);
    input.focus();
  }

  return (
    <div>
      <Field
        name="email"
        label={form("email")}
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        required
        defaultValue={defaultValue}
        error={error}
        onBlur={(event) => void look(event)}
      />
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
    </div>
  );
}
