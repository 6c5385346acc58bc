import { AddressText } from "@/components/ui/address-text";
import { Icon } from "@/components/ui/icon";
import { cross } from "@/components/ui/icon-shapes";
import { TextLink } from "@/components/ui/text-link";
import type { Filter } from "@/lib/operator/lists/list-definition";
import { listHref, type ListQuery } from "@/lib/operator/lists/list-query";

type Props = {
  path: string;
  query: ListQuery;
  filters: Filter[];
  /** Why the rows are sorted otherwise than was asked. */
  note: string | null;
};

/** What narrows a list, in words: “ann”, "State: Locked". */
export function narrowings({ text, filters: chosen }: ListQuery, filters: Filter[]) {
  return [
    ...(text ? [{ name: "q", label: `“${text}”` }] : []),
    ...filters.flatMap(({ name, label, options }) => {
      const option = options.find(({ value }) => value === chosen[name]);
      return option ? [{ name, label: `${label}: ${option.label}` }] : [];
    }),
  ];
}

/** What narrows the list, each with the way to leave it out. */
export function FilterChips({ path, query, filters: known, note }: Props) {
  const chips = narrowings(query, known);
  if (chips.length === 0) return null;
  const without = (name: string) => {
    const filters = Object.entries(query.filters).filter(([each]) => each !== name);
    const text = name === "q" ? "" : query.text;
    return listHref(path, { ...query, text, filters: Object.fromEntries(filters) });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm lg:pb-2">
      <ul aria-label="Filters" className="flex flex-wrap gap-2">
        {chips.map(({ name, label }) => (
          <li key={name}>
            <a
              href={without(name)}
              className="inline-flex min-h-11 items-center gap-1 rounded-full border border-line bg-accent-tint px-3 font-medium wrap-anywhere text-accent hover:border-accent lg:min-h-7"
            >
              <span className="sr-only">Remove </span>
              <AddressText>{label}</AddressText>
              <Icon shape={cross} className="size-3.5" />
            </a>
          </li>
        ))}
      </ul>
      <TextLink href={path} className="py-1">
        Clear all
      </TextLink>
      {note && (
        <p className="wrap-anywhere text-ink-soft">
          <AddressText>{note}</AddressText>
        </p>
      )}
    </div>
  );
}
