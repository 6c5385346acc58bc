"use client";

import { useEffect, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { paths } from "@/lib/paths";
import { compactInput } from "../_lists/compact-style";

type Props = { className?: string };

const SEARCH = "M13 13l4 4m-2.5-8.5a6 6 0 1 1-12 0 6 6 0 0 1 12 0Z";

/** Whether keys are being typed into something. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
}

/** Finds a person on every page of the console. "/" and Ctrl+K or ⌘K lead into it. */
export function GlobalSearch({ className }: Props) {
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isCommand && !(isSlash && !isTyping(event.target))) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <form
      action={paths.operatorSearch}
      role="search"
      aria-label="People"
      className={cx("relative", className)}
    >
      <Icon
        shape={SEARCH}
        className="pointer-events-none absolute top-1/2 left-2.5 size-4.5 -translate-y-1/2 text-ink-soft"
      />
      <input
        ref={input}
        type="search"
        name="q"
        aria-label="Find a person"
        aria-keyshortcuts="/ Control+K Meta+K"
        placeholder="Find a person"
        title="Email (or its start), user ID, sign-up ID, email ID or SES message ID"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={320}
        className={cx(compactInput, "w-full px-9")}
      />
      <kbd
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm border border-line px-1.5 font-sans text-sm text-ink-soft max-lg:hidden"
      >
        /
      </kbd>
    </form>
  );
}
