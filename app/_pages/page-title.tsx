import { brand } from "@/lib/brand";

type Props = { children: string };

/**
 * The title of the browser's tab, for a page whose title depends on what it found. React moves it
 * into the head. Such a page exports `metadata` with the title null, so there is no second one.
 */
export function PageTitle({ children }: Props) {
  return <title>{`${children} · ${brand.name}`}</title>;
}
