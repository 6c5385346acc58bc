import { useText } from "@/components/text";

/** Whether this browser is to be asked again. Before the code, which sends the form by itself. */
export function TrustField() {
  const t = useText("secondFactorForm");
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" name="trust" className="size-5 shrink-0 accent-accent" />
      {t("trust")}
    </label>
  );
}
