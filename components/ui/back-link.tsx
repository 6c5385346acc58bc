import { Icon } from "./icon";
import { back } from "./icon-shapes";
import { TextLink } from "./text-link";

type Props = { href: string; children: string };

/** The way back to the page above, before the heading. */
export function BackLink({ href, children }: Props) {
  return (
    <TextLink href={href} className="-mb-2 inline-flex items-center gap-1 self-start py-1">
      <Icon shape={back} className="-ml-1" />
      {children}
    </TextLink>
  );
}
