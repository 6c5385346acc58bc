import { buttonStyle } from "@/components/ui/button-style";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import type { Filter, SortName } from "@/lib/operator/lists/list-definition";
import type { ListQuery } from "@/lib/operator/lists/list-query";

type Props = {
  path: string;
  query: ListQuery;
  filters: Filter[];
  sorts: SortName[];
  /** What can be searched for. */
  hint: string;
};

const sortLabels: Record<SortName, string> = {
  newest: "Newest first",
  oldest: "Oldest first",
  address: "Address, A to Z",
  address_desc: "Address, Z to A",
};

/** Search and filters: a form that only leads to another address of the same page. */
export function ListForm({ path, query, filters, sorts, hint }: Props) {
  const isNarrowed = query.text !== "" || Object.keys(query.filters).length > 0;
  const sortOptions = sorts.map((value) => ({ value, label: sortLabels[value] }));
  return (
    <form
      action={path}
      role="search"
      // A new address is a new form: what it shows is what the address says.
      key={JSON.stringify(query)}
      className="flex flex-wrap items-start gap-x-4 gap-y-3"
    >
      <Field
        name="q"
        type="search"
        label="Search"
        hint={hint}
        defaultValue={query.text}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={320}
        className="w-full md:w-auto md:min-w-72 md:flex-1"
      />
      {filters.map(({ name, label, options }) => (
        <Select
          key={name}
          name={name}
          label={label}
          defaultValue={query.filters[name] ?? ""}
          options={[{ value: "", label: "All" }, ...options]}
          className="min-w-36 flex-1 md:max-w-56"
        />
      ))}
      <Select
        name="sort"
        label="Sort"
        defaultValue={query.sort}
        options={sortOptions}
        className="min-w-36 flex-1 md:max-w-44"
      />
      <div className="flex items-center gap-4 max-md:w-full md:mt-7.5">
        <button type="submit" className={buttonStyle("primary")}>
          Show
        </button>
        {isNarrowed && <TextLink href={path}>Show all</TextLink>}
      </div>
    </form>
  );
}
