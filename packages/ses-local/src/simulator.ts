const DOMAIN = "simulator.amazonses.com";

const SCENARIOS = ["success", "bounce", "ooto", "complaint", "suppressionlist"] as const;

export type Scenario = (typeof SCENARIOS)[number];

/**
 * Which scenario of SES's mailbox simulator an address stands for, with or without a label
 * after a plus sign; undefined for every other address. As at AWS, these can be written to
 * in the sandbox, and do not count against the daily quota.
 */
export function scenarioOf(address: string): Scenario | undefined {
  const [name = "", domain] = address.toLowerCase().split("@");
  if (domain !== DOMAIN) return undefined;
  const [scenario] = name.split("+");
  return SCENARIOS.find((each) => each === scenario);
}
