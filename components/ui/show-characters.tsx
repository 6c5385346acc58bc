"use client";

import { useText } from "../text";
import { Icon } from "./icon";
import { eye, eyeOff } from "./icon-shapes";

type Props = {
  /** The name of the password's field. */
  field: string;
  type: "password" | "text";
  setType: (type: "password" | "text") => void;
};

/** Shows what is typed in a password's field, and hides it again. */
export default function ShowCharacters({ field, type, setType }: Props) {
  const t = useText("form");
  const isShown = type === "text";
  // Not named after the field, so that its label stays unique on the page.
  return (
    <button
      type="button"
      aria-label={t("showCharacters")}
      aria-pressed={isShown}
      aria-controls={field}
      onClick={() => setType(isShown ? "password" : "text")}
      className="absolute inset-y-1 end-1 grid w-11 cursor-pointer place-items-center rounded-sm text-ink-soft transition-colors hover:text-ink"
    >
      <Icon shape={isShown ? eyeOff : eye} />
    </button>
  );
}
