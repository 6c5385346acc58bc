"use client";

import { useEffect, useRef } from "react";
import { answerWithPasskey, type PasskeyAnswer, stopAsking } from "../_passkeys/ask-browser";

/** A challenge is good for five minutes, and a page may stay open for longer. */
const RENEW_MS = 4 * 60_000;

/** Whether the browser offers passkeys where it fills an address in. */
const hasAutofill = async () =>
  typeof PublicKeyCredential === "function" &&
  (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;

type Options = {
  /** Where our server says what to ask for. */
  address: string;
  onAnswer: (answer: string) => void;
  /** Another value of it offers passkeys anew: the answer before was refused, say. */
  on: unknown;
};

/**
 * Offers passkeys among the browser's suggestions for the address, while the page is looked at.
 * A browser asks for one thing at a time.
 *
 * @returns what asks for a passkey in place of the suggestions, and offers these again afterwards
 */
export function usePasskeyAutofill({ address, onAnswer, on }: Options) {
  const offer = useRef(() => {});
  const isAsking = useRef(false);
  const send = useRef(onAnswer);
  useEffect(() => {
    send.current = onAnswer;
  });
  useEffect(() => {
    let isLeft = false;
    let offeredAt = 0;
    const begin = async () => {
      if (document.hidden || !(await hasAutofill()) || isLeft || isAsking.current) return;
      offeredAt = Date.now();
      const asked = await answerWithPasskey(address, true);
      if (!isLeft && asked && "answer" in asked) send.current(asked.answer);
    };
    const renew = () => {
      if (Date.now() - offeredAt >= RENEW_MS) void begin();
    };
    offer.current = () => void begin();
    void begin();
    const timer = setInterval(renew, RENEW_MS);
    document.addEventListener("visibilitychange", renew);
    return () => {
      isLeft = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
      if (offeredAt > 0) void stopAsking();
    };
  }, [address, on]);

  return async (): Promise<PasskeyAnswer> => {
    isAsking.current = true;
    const asked = await answerWithPasskey(address);
    isAsking.current = false;
    if (!asked || "problem" in asked) offer.current();
    return asked;
  };
}
