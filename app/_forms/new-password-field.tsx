"use client";

import { type ComponentProps, type FormEvent, type ReactNode, useRef, useState } from "react";
import { useText } from "@/components/text";
import { cx } from "@/components/ui/cx";
import { PasswordField } from "@/components/ui/password-field";

/** The words of its dictionaries are loaded when they are needed first. */
const loadJudge = () => import("@/lib/credentials/password-strength");

const looks = {
  tooShort: { bar: "w-1/3 bg-danger", text: "text-danger" },
  guessable: { bar: "w-2/3 bg-warning", text: "text-warning" },
  strong: { bar: "w-full bg-success", text: "text-success" },
} as const;

type Strength = keyof typeof looks;

const JUDGED_AFTER_MS = 250;

type Props = Omit<ComponentProps<typeof PasswordField>, "autoComplete" | "minLength"> & {
  minLength: number;
  /** The account's address, where the form has no field for it: passwords must not contain it. */
  address?: string;
};

/** A password to choose: says while it is typed whether it is strong, as the server will. */
export function NewPasswordField({ address, ...field }: Props) {
  const t = useText("form");
  const [judged, setJudged] = useState<{ strength: Strength | null; error?: ReactNode }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function judge({ value, form }: HTMLInputElement): Promise<Strength | null> {
    if (value === "") return null;
    if (value.normalize("NFKC").length < field.minLength) return "tooShort";
    const { passwordWeakness } = await loadJudge();
    const email = form?.elements.namedItem("email");
    const known = email instanceof HTMLInputElement ? email.value : (address ?? "");
    return passwordWeakness(value.normalize("NFKC"), known) ? "guessable" : "strong";
  }

  function look({ target }: FormEvent) {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      judge(target).then(
        (strength) => setJudged({ strength, error: field.error }),
        // Without a network the server judges, when the form is sent.
        () => setJudged(undefined),
      );
    }, JUDGED_AFTER_MS);
  }

  // With a new answer of the server the field is empty again.
  const strength = judged?.error === field.error ? judged?.strength : null;
  return (
    <div onFocus={() => void loadJudge().catch(() => undefined)} onInput={look}>
      <PasswordField {...field} autoComplete="new-password" />
      <div aria-live="polite" className="mt-1.5 min-h-5 noscript:hidden">
        {strength && (
          <div className="flex items-center gap-3 text-sm">
            <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken">
              <span
                className={cx("block h-full rounded-full transition-all", looks[strength].bar)}
              />
            </span>
            <span className={cx("font-medium", looks[strength].text)}>{t(strength)}</span>
          </div>
        )}
      </div>
    </div>
  );
}
