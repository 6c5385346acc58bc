"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";

type NewsProps = {
  /** Its name in the query. */
  name: string;
  children: ReactNode;
};

/**
 * What a press has led to. It takes the focus, which the navigation has lost, and leaves the
 * address: loading the page again does not say it again.
 */
export function News({ name, children }: NewsProps) {
  const news = useRef<HTMLDivElement>(null);
  useEffect(() => {
    news.current?.focus();
    const address = new URL(location.href);
    address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  }, [name]);
  return (
    <div ref={news} tabIndex={-1} className="rounded-md outline-none">
      {children}
    </div>
  );
}

type Props = NewsProps & { tone: "success" | "info" | "warning"; title?: string };

/** Says in a few words what led to this page. */
export function DoneNotice({ name, tone, title, children }: Props) {
  return (
    <News name={name}>
      <Alert tone={tone} title={title}>
        {children}
      </Alert>
    </News>
  );
}
