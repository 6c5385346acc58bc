"use client";

import { lazy, type ReactNode } from "react";

type Props = { tone?: "danger" | "warning"; children: ReactNode };

// Comes with an answer of the server, so the server is within reach; or with the page itself.
const Alert = lazy(() =>
  import("./alert").then(
    ({ Alert: Found }) => ({ default: Found }),
    () => ({ default: ({ children }: Props) => <p role="alert">{children}</p> }),
  ),
);

/** Why a form as a whole was refused. */
export function Refusal({ tone = "danger", children }: Props) {
  return children ? <Alert tone={tone}>{children}</Alert> : null;
}
