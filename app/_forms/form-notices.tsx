"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { watchSentForms } from "./sent-form";

/**
 * On every page: says that the page was reloaded because it was opened before a deployment, and
 * keeps forms back, with what was typed, while the browser is offline.
 */
export function FormNotices() {
  const t = useText("form");
  const isOutdated = useSearchParams().has("outdated");
  const [isOffline, setOffline] = useState(false);
  useEffect(() => watchSentForms(setOffline), []);
  if (!isOutdated && !isOffline) return null;
  return (
    <div className="sticky top-0 z-10 mx-auto w-full max-w-lg px-4 pt-4 sm:px-8">
      {isOffline ? (
        <Alert tone="warning">{t("offline")}</Alert>
      ) : (
        <Alert tone="warning" title={t("outdatedTitle")}>
          {t("outdatedText")}
        </Alert>
      )}
    </div>
  );
}
