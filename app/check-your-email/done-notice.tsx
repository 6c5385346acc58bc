"use client";

import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";

type Props = { children: string };

/**
 * Says what was just done. It takes the focus, which the navigation to this page has lost, and
 * leaves the address: loading the page again does not say it again.
 */
export function DoneNotice({ children }: Props) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
    const address = new URL(location.href);
    address.searchParams.delete("resent");
    address.searchParams.delete("corrected");
    history.replaceState(history.state, "", address);
  }, []);
  return (
    <div ref={notice} tabIndex={-1} className="rounded-md outline-none">
      <Alert tone="success">{children}</Alert>
    </div>
  );
}
