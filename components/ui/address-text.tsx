type Props = { children: string };

/**
 * Text with an email address, which breaks after its "@" where a line is too short for it; what
 * is too long even then breaks anywhere by the "wrap-anywhere" around it. No <wbr>: Chromium puts
 * a blank in its place into the names of links and fields.
 */
export function AddressText({ children }: Props) {
  const [before, ...after] = children.split(/(?<=@)/);
  return (
    <span>
      {before}
      {after.map((part, place) => (
        // A blank of no width, which is neither copied nor read out.
        <span key={place} className="before:[content:'\200b'_/_'']">
          {part}
        </span>
      ))}
    </span>
  );
}
