"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { paths } from "@/lib/paths";

const groups = [
  {
    name: "Service",
    pages: [
      { href: paths.operator, label: "Overview" },
      { href: paths.operatorDoctor, label: "Doctor" },
    ],
  },
  {
    name: "People",
    pages: [
      { href: paths.operatorUsers, label: "Users" },
      { href: paths.operatorRegistrations, label: "Sign-ups" },
    ],
  },
  {
    name: "Email",
    pages: [
      { href: paths.operatorDeliveries, label: "Emails" },
      { href: paths.operatorFailed, label: "Failed emails" },
      { href: paths.operatorSuppressions, label: "Suppressions" },
    ],
  },
  { name: "History", pages: [{ href: paths.operatorAudit, label: "Audit log" }] },
];

/** The page of the navigation that a page belongs to; the overview is above them all. */
function currentAs(href: string, here: string): "page" | "true" | undefined {
  if (href === here) return "page";
  return href !== paths.operator && here.startsWith(`${href}/`) ? "true" : undefined;
}

/** The console's pages by group. On a narrow screen one row, which scrolls. */
export function OperatorNav() {
  const here = usePathname();
  const nav = useRef<HTMLElement>(null);

  // The current page's entry may be beyond the edge. Only the row scrolls: the focus stays.
  useEffect(() => {
    const row = nav.current;
    const current = row?.querySelector<HTMLElement>("[aria-current]");
    if (!row || !current) return;
    // It calls once at the start, and again when a phone is turned.
    const observer = new ResizeObserver(() => {
      row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
    });
    observer.observe(row);
    return () => observer.disconnect();
  }, [here]);

  return (
    <nav
      ref={nav}
      aria-label="Operator"
      className="relative -mx-3 overflow-x-auto lg:mx-0 lg:overflow-visible"
    >
      <ul className="flex w-max gap-1 px-3 lg:w-auto lg:flex-col lg:gap-4 lg:px-0">
        {groups.map(({ name, pages }) => (
          <li key={name}>
            <p id={`nav-${name}`} className="px-2.5 pb-1 text-sm text-ink-soft max-lg:sr-only">
              {name}
            </p>
            <ul aria-labelledby={`nav-${name}`} className="flex gap-1 lg:flex-col lg:gap-0.5">
              {pages.map(({ href, label }) => (
                <li key={href}>
                  <a
                    href={href}
                    aria-current={currentAs(href, here)}
                    className="flex min-h-11 items-center border-y-2 border-transparent px-2.5 text-sm whitespace-nowrap text-ink-soft transition-colors hover:text-ink aria-[current]:border-b-accent aria-[current]:font-medium aria-[current]:text-ink lg:min-h-8 lg:rounded-sm lg:border-y-0 lg:border-l-2 lg:hover:bg-sunken lg:aria-[current]:border-l-accent lg:aria-[current]:bg-accent-tint lg:aria-[current]:text-accent"
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
