"use client";

import { useState } from "react";
import { useText } from "../text";
import { cx } from "./cx";
import { FieldFrame, fieldWiring, type FieldText } from "./field-frame";
import { Icon } from "./icon";
import { eye, eyeOff } from "./icon-shapes";
import { inputStyle } from "./input-style";

type Props = FieldText & {
  /** Tells password managers whether to offer a new password or the stored one. */
  autoComplete: "new-password" | "current-password";
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  autoFocus?: boolean;
};

/** A password that can be shown while it is typed. Pasting is never in the way. */
export function PasswordField({ name, label, hint, error, aside, ...input }: Props) {
  const t = useText("form");
  const [isShown, setShown] = useState(false);
  const text = { name, label, hint, error, aside };
  return (
    <FieldFrame {...text}>
      <div className="relative">
        <input
          {...input}
          {...fieldWiring(text)}
          type={isShown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className={cx(inputStyle, "pe-13")}
        />
        {/* Not named after the field, so that its label stays unique on the page. */}
        <button
          type="button"
          aria-label={t("showCharacters")}
          aria-pressed={isShown}
          aria-controls={name}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-1 end-1 grid w-11 cursor-pointer place-items-center rounded-sm text-ink-soft transition-colors hover:text-ink noscript:hidden"
        >
          <Icon shape={isShown ? eyeOff : eye} />
        </button>
      </div>
    </FieldFrame>
  );
}
