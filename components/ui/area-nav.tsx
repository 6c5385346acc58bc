"use client";

import { usePathname } from "next/navigation";

type Props = {
  /** What the links have in common, for whoever hears the page. */
  label: string;
  links: { href: string; label: string }[];
};

/** A page below another one belongs to it; the first link is to the area itself. */
function currentAs(href: string, here: string, isFirst: boolean): "page" | "true" | undefined {
  if (href === here) return "page";
  return !isFirst && here.startsWith(`${href}/`) ? "true" : undefined;
}

/** The pages of one area, the one that is shown marked. On a phone they take several lines. */
export function AreaNav({ label, links }: Props) {
  const here = usePathname();
  return (
    <nav aria-label={label}>
      <ul className="-mx-2.5 flex flex-wrap gap-x-0.5 gap-y-1">
        {links.map(({ href, label: name }, index) => (
          <li key={href}>
            <a
              href={href}
              aria-current={currentAs(href, here, index === 0)}
              className="inline-flex min-h-10 items-center rounded-md px-2.5 text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-accent-tint aria-[current]:font-medium aria-[current]:text-accent"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
