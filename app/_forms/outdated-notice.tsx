"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { Alert } from "@/components/ui/alert";
import { watchSentForms } from "./sent-form";

/** Says that a page was made anew because it was opened before a deployment. On every page. */
export function OutdatedNotice() {
  const isShown = useSearchParams().has("outdated");
  useEffect(watchSentForms, []);
  if (!isShown) return null;
  return (
    <div className="mx-auto w-full max-w-lg px-4 pt-4 sm:px-8">
      <Alert tone="warning" title="This page was out of date">
        So we loaded it anew. Nothing was sent: please press the button again. What you typed is
        kept, but for passwords and codes.
      </Alert>
    </div>
  );
}
