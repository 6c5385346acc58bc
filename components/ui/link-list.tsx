import { Icon } from "./icon";
import { forward } from "./icon-shapes";

type Props = { links: { href: string; icon: string; title: string; text: string }[] };

/**
 * Ways on, each with a line that says what is there. All of a row can be pressed, while the
 * link is named by its title alone.
 */
export function LinkList({ links }: Props) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      {links.map(({ href, icon, title, text }) => (
        <li
          key={href}
          className="relative flex items-center gap-4 px-5 py-3.5 transition-colors hover:bg-sunken sm:px-8"
        >
          <Icon shape={icon} className="text-accent" />
          <div className="min-w-0 flex-1">
            <a
              href={href}
              className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-4 focus-visible:after:outline-accent"
            >
              {title}
            </a>
            <p className="text-sm text-ink-soft">{text}</p>
          </div>
          <Icon shape={forward} isArrow className="text-ink-soft" />
        </li>
      ))}
    </ul>
  );
}
