"use client";

import { Late, lazyExtra } from "../late";

const FirstError = lazyExtra(() => import("./first-error"));

type Props = {
  /** The form's state, another with each answer of the server. */
  on: unknown;
};

/**
 * Stands inside a form and takes people to the first field that needs mending, with the passwords
 * that they typed. The title of the tab says that there is an error, as the design system of GOV.UK
 * advises.
 */
export function FocusFirstError({ on }: Props) {
  return (
    <Late>
      <FirstError on={on} />
    </Late>
  );
}
