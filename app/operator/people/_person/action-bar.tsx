import { ButtonLink } from "@/components/ui/button-link";
import { offeredActions } from "@/lib/operator/actions";
import type { Person } from "@/lib/operator/timeline/person";
import { actHref, subjectQuery } from "../../_actions/person-href";

type Props = {
  person: Person;
  now: Date;
  /** Those that do harm when they are taken by mistake, or the others. */
  isDangerous: boolean;
};

/** What can be done to a person now; each asks for a reason first. */
export function ActionBar({ person, now, isDangerous }: Props) {
  const actions = offeredActions(person, now).filter(
    (action) => (action.isDangerous ?? false) === isDangerous,
  );
  if (actions.length === 0) return null;
  const label = isDangerous ? "Danger zone" : "Actions";
  return (
    <nav
      aria-label={label}
      className={isDangerous ? "flex flex-col gap-3 rounded-md border border-danger p-4" : ""}
    >
      {isDangerous && <h2 className="font-semibold tracking-tight">{label}</h2>}
      <ul className="flex flex-wrap gap-2">
        {actions.map(({ name, title, asksForAddress }) => (
          <li key={name}>
            <ButtonLink
              href={actHref(name, subjectQuery(person))}
              // What cannot be taken back.
              variant={asksForAddress ? "danger" : "secondary"}
              className="text-sm lg:min-h-9 lg:px-3 lg:py-1"
            >
              {title}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
