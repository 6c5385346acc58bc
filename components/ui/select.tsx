import { FieldFrame } from "./field-frame";
import { inputStyle } from "./input-style";

type Props = {
  name: string;
  label: string;
  defaultValue: string;
  options: { value: string; label: string }[];
  className?: string;
};

/** One choice of several, in a word or two each. */
export function Select({ name, label, defaultValue, options, className }: Props) {
  return (
    <FieldFrame name={name} label={label} className={className}>
      <select id={name} name={name} defaultValue={defaultValue} className={inputStyle}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
