import { ButtonLink } from "@/components/ui/button-link";
import { offeredActions } from "@/lib/operator/actions";
import type { Person } from "@/lib/operator/timeline/person";
import { actHref, subjectQuery } from "../../_actions/person-href";

type Props = { person: Person; now: Date };

/** What can be done to a person now; each asks for a reason first. */
export function ActionBar({ person, now }: Props) {
  return (
    <nav aria-label="What can be done">
      <ul className="flex flex-wrap gap-3">
        {offeredActions(person, now).map(({ name, title }) => (
          <li key={name}>
            <ButtonLink href={actHref(name, subjectQuery(person))} variant="secondary">
              {title}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
