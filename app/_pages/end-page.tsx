import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { PageFrame } from "./page-frame";

/** What somebody reads where a way ends, and the step that helps. */
export type End = { title: string; text: string; href: string; label: string };

/** A calm end: what happened and what to do next. */
export function EndPage({ title, text, href, label }: End) {
  return (
    <PageFrame>
      <PageHeading title={title}>{text}</PageHeading>
      <p>
        <ButtonLink href={href}>{label}</ButtonLink>
      </p>
    </PageFrame>
  );
}
