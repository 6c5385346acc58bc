"use client";

import { Late, lazyExtra } from "@/components/late";
import { useText } from "@/components/text";
import { Field } from "@/components/ui/field";

const EmailSuggestion = lazyExtra(() => import("./email-suggestion"));

type Props = { error?: string; defaultValue?: string };

/** The address, with an offer to mend an obvious slip. Never forced. */
export function EmailField({ error, defaultValue }: Props) {
  const form = useText("form");
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
      />
      <Late>
        <EmailSuggestion />
      </Late>
    </div>
  );
}
