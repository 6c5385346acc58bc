"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { watchSentForms } from "./sent-form";

/** Says that a page was made anew because it was opened before a deployment. On every page. */
export function OutdatedNotice() {
  const t = useText("form");
  const isShown = useSearchParams().has("outdated");
  useEffect(watchSentForms, []);
  if (!isShown) return null;
  return (
    <div className="mx-auto w-full max-w-lg px-4 pt-4 sm:px-8">
      <Alert tone="warning" title={t("outdatedTitle")}>
        {t("outdatedText")}
      </Alert>
    </div>
  );
}
