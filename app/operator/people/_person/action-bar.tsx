import { ButtonLink } from "@/components/ui/button-link";
import { offeredVerbs } from "@/lib/operator/timeline/offered-verbs";
import type { Person } from "@/lib/operator/timeline/person";
import { actHref, subjectQuery } from "../../_actions/act-href";
import { verbWords } from "../../_actions/verb-words";

type Props = { person: Person; now: Date };

/** What can be done to a person now; each asks for a reason first. */
export function ActionBar({ person, now }: Props) {
  return (
    <nav aria-label="What can be done">
      <ul className="flex flex-wrap gap-3">
        {offeredVerbs(person, now).map((verb) => (
          <li key={verb}>
            <ButtonLink href={actHref(verb, subjectQuery(person))} variant="secondary">
              {verbWords[verb].title}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
