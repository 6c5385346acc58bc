"use client";

import { useEffect, useState } from "react";
import { useText } from "@/components/text";
import { cx } from "@/components/ui/cx";

/** Its dictionaries are large, and take a moment to come. */
const loadJudge = () => import("@/lib/credentials/password-strength");

const looks = {
  tooShort: { bar: "w-1/3 bg-danger", text: "text-danger" },
  guessable: { bar: "w-2/3 bg-warning", text: "text-warning" },
  strong: { bar: "w-full bg-success", text: "text-success" },
} as const;

type Strength = keyof typeof looks;

const JUDGED_AFTER_MS = 250;

async function judge(
  { value, form, minLength }: HTMLInputElement,
  known = "",
): Promise<Strength | null> {
  if (value === "") return null;
  if (value.normalize("NFKC").length < minLength) return "tooShort";
  const { passwordWeakness } = await loadJudge();
  const email = form?.elements.namedItem("email");
  const address = email instanceof HTMLInputElement ? email.value : known;
  return passwordWeakness(value.normalize("NFKC"), address) ? "guessable" : "strong";
}

type Props = {
  /** The name of the password's field. */
  field: string;
  address?: string;
};

/** How strong the password in a field is, a moment after it was typed. */
export default function PasswordStrength({ field, address }: Props) {
  const t = useText("form");
  const [strength, setStrength] = useState<Strength | null>(null);

  useEffect(() => {
    const input = document.getElementById(field);
    if (!(input instanceof HTMLInputElement)) return;
    const prepare = () => void loadJudge().catch(() => undefined);
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Without a network the server judges, when the form is sent.
        judge(input, address).then(setStrength, () => setStrength(null));
      }, JUDGED_AFTER_MS);
    };
    const onInput = () => {
      // At once: it needs no dictionary.
      if (input.value.normalize("NFKC").length < input.minLength)
        setStrength(input.value ? "tooShort" : null);
      look();
    };
    look();
    input.addEventListener("focus", prepare);
    input.addEventListener("input", onInput);
    // A form that was answered may have emptied it.
    input.form?.addEventListener("reset", look);
    return () => {
      clearTimeout(timer);
      input.removeEventListener("focus", prepare);
      input.removeEventListener("input", onInput);
      input.form?.removeEventListener("reset", look);
    };
  }, [field, address]);

  if (!strength) return null;
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken">
        <span className={cx("block h-full rounded-full transition-all", looks[strength].bar)} />
      </span>
      <span className={cx("font-medium", looks[strength].text)}>{t(strength)}</span>
    </div>
  );
}
