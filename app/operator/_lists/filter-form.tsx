"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Icon } from "@/components/ui/icon";
import { spinner } from "@/components/ui/icon-shapes";
import { cx } from "@/components/ui/cx";
import { compactButton, compactInput } from "./compact-style";

type Choice = { name: string; label: string; options: { value: string; label: string }[] };

type Props = {
  path: string;
  /** What the page's address says, by the names of the fields. */
  values: Record<string, string>;
  filters: Choice[];
  /** What can be searched for. */
  hint: string;
};

/** The address that a form asks for, without what was left empty. */
function hrefOf(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim()) params.set(name, value.trim());
  const path = new URL(form.action).pathname;
  return params.size > 0 ? `${path}?${params}` : path;
}

/**
 * Search and filters of a list: a form that leads to another address of the same page. With
 * scripts a choice applies at once; without them there is a button.
 */
export function FilterForm({ path, values, filters, hint }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [isPending, startTransition] = useTransition();
  const apply = () =>
    startTransition(() => {
      if (form.current) router.push(hrefOf(form.current));
    });

  // The page's address may change by other ways, such as the browser's Back.
  const wanted = JSON.stringify(values);
  useEffect(() => {
    for (const [name, value] of Object.entries(JSON.parse(wanted) as Record<string, string>)) {
      const field = form.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = value;
    }
  }, [wanted]);

  return (
    <form
      action={path}
      ref={form}
      role="search"
      aria-label="This list"
      aria-busy={isPending}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      className="grid min-w-0 flex-1 grid-cols-2 items-center gap-2 max-lg:order-last max-lg:basis-full lg:flex lg:justify-end"
    >
      {isPending && (
        <Icon shape={spinner} className="size-4 animate-spin text-ink-soft max-lg:hidden" />
      )}
      <input
        type="search"
        name="q"
        aria-label="Search"
        placeholder="Search this list"
        title={hint}
        defaultValue={values.q}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={320}
        className={cx(compactInput, "col-span-2 lg:max-w-64 lg:min-w-32 lg:flex-1")}
      />
      {filters.map(({ name, label, options }) => (
        <select
          key={name}
          name={name}
          aria-label={label}
          defaultValue={values[name]}
          onChange={apply}
          className={cx(compactInput, "w-full lg:w-32")}
        >
          <option value="">Any {label.toLowerCase()}</option>
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ))}
      <input type="hidden" name="sort" defaultValue={values.sort} />
      <noscript>
        <button type="submit" className={compactButton}>
          Apply
        </button>
      </noscript>
    </form>
  );
}
