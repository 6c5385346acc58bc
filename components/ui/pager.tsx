import { ButtonLink } from "./button-link";

type Props = {
  /** Null where there is no page on that side. */
  before: string | null;
  after: string | null;
};

/** The way to the pages beside this one. */
export function Pager({ before, after }: Props) {
  if (!before && !after) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap justify-between gap-3">
      {before ? (
        <ButtonLink href={before} rel="prev" variant="secondary">
          Previous page
        </ButtonLink>
      ) : (
        <span />
      )}
      {after && (
        <ButtonLink href={after} rel="next" variant="secondary">
          Next page
        </ButtonLink>
      )}
    </nav>
  );
}
