import { Link } from "react-email";
import { light } from "../_theme";
import { Paragraph } from "./paragraph";

type Props = { href: string; label: string };

/** Something else to do than the email is about, in a line of its own. */
export function TextLink({ href, label }: Props) {
  return (
    <Paragraph soft>
      <Link href={href} className="accent" style={link}>
        {label}
      </Link>
    </Paragraph>
  );
}

const link = { color: light.accent, textDecoration: "underline" };
