"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";

type Props = {
  /** Its name in the query. */
  name: string;
  tone: "success" | "info" | "warning";
  title?: string;
  children: ReactNode;
};

/**
 * Says what led to this page. It takes the focus, which the navigation has lost, and leaves the
 * address: loading the page again does not say it again.
 */
export function DoneNotice({ name, tone, title, children }: Props) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
    const address = new URL(location.href);
    address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  }, [name]);
  return (
    <div ref={notice} tabIndex={-1} className="rounded-md outline-none">
      <Alert tone={tone} title={title}>
        {children}
      </Alert>
    </div>
  );
}
