"use client";

import { useEffect } from "react";

/** In this tab only: an address in the URL would end up in logs. */
const KEY = "email";

/** Storage may be switched off, and then nothing is carried. */
function attempt<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** Keeps an address for the forms that come next in this tab. */
export function carryAddress(address: string): void {
  attempt(() => sessionStorage.setItem(KEY, address));
}

/** Forgets it when a person signs in: the next one at this browser does not need it. */
export function dropCarriedAddress(): void {
  attempt(() => sessionStorage.removeItem(KEY));
}

/**
 * Fills the page's address field, if it is empty, with what was typed on another page, and keeps
 * what is typed here.
 */
export function useCarriedAddress(): void {
  useEffect(() => {
    const input = document.querySelector<HTMLInputElement>("#email");
    if (!input) return;
    const carried = attempt(() => sessionStorage.getItem(KEY));
    if (carried && input.value === "") input.value = carried;
    const keep = () => carryAddress(input.value);
    // Typed before the scripts of the page ran.
    if (input.value !== "") keep();
    input.addEventListener("change", keep);
    return () => input.removeEventListener("change", keep);
  }, []);
}
