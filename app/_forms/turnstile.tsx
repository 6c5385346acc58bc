"use client";

import { useEffect, useRef, useState } from "react";
import { useFormStatus } from "react-dom";
import { useText } from "@/components/text";

type Props = { siteKey: string; scriptUrl: string };

/** What of Cloudflare's script is used here. */
type Turnstile = {
  render(place: HTMLElement, options: { sitekey: string; size: "flexible" }): string;
  reset(widget: string): void;
  remove(widget: string): void;
};

declare global {
  interface Window {
    turnstile?: Turnstile;
  }
}

function loadScript(url: string): Promise<Turnstile> {
  return new Promise((resolve, reject) => {
    const loaded = () => (window.turnstile ? resolve(window.turnstile) : reject(new Error(url)));
    if (window.turnstile) return loaded();
    const script = document.createElement("script");
    script.nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
    script.src = url;
    script.onload = loaded;
    script.onerror = loaded;
    document.head.append(script);
  });
}

/** Cloudflare's widget. A token serves once, so every answered form gets a new one. */
export default function Turnstile({ siteKey, scriptUrl }: Props) {
  const t = useText("form");
  const place = useRef<HTMLDivElement>(null);
  const reset = useRef<() => void>(undefined);
  const wasPending = useRef(false);
  const { pending } = useFormStatus();
  const [isMissing, setIsMissing] = useState(false);

  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    const show = (turnstile: Turnstile) => {
      if (isGone || !place.current) return;
      const widget = turnstile.render(place.current, { sitekey: siteKey, size: "flexible" });
      reset.current = () => turnstile.reset(widget);
      remove = () => turnstile.remove(widget);
    };
    loadScript(scriptUrl).then(show, () => setIsMissing(true));
    return () => {
      isGone = true;
      remove?.();
    };
  }, [siteKey, scriptUrl]);

  useEffect(() => {
    if (wasPending.current && !pending) reset.current?.();
    wasPending.current = pending;
  }, [pending]);

  return (
    <div>
      <div ref={place} />
      {isMissing && (
        <p role="alert" className="text-danger">
          {t("captchaMissing", { host: new URL(scriptUrl).host })}
        </p>
      )}
    </div>
  );
}
