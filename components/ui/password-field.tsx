"use client";

import { useState } from "react";
import { Late, lazyExtra } from "../late";
import { FieldFrame, fieldWiring, type FieldText } from "./field-frame";

// It needs scripts anyway.
const ShowCharacters = lazyExtra(() => import("./show-characters"));

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
  const [type, setType] = useState<"password" | "text">("password");
  const text = { name, label, hint, error, aside };
  return (
    <FieldFrame {...text}>
      <div className="relative">
        <input
          {...input}
          {...fieldWiring(text)}
          type={type}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className={"text-box pe-13"}
        />
        <Late>
          <ShowCharacters field={name} type={type} setType={setType} />
        </Late>
      </div>
    </FieldFrame>
  );
}
