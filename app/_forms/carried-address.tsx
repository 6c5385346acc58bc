"use client";

import { useEffect } from "react";
import { carriedAddress, carryAddress } from "./carry-address";

/**
 * Fills the page's address field, if it is empty, with what was typed on another page, and keeps
 * what is typed here.
 */
export default function CarriedAddress() {
  useEffect(() => {
    const input = document.querySelector<HTMLInputElement>("#email");
    if (!input) return;
    const carried = carriedAddress();
    if (carried && input.value === "") input.value = carried;
    const keep = () => carryAddress(input.value);
    // Typed before the scripts of the page ran.
    if (input.value !== "") keep();
    input.addEventListener("change", keep);
    return () => input.removeEventListener("change", keep);
  }, []);
  return null;
}
