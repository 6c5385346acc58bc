import type {
  EventDestination,
  GetAccountResponse,
  GetConfigurationSetResponse,
  GetEmailIdentityResponse,
} from "@aws-sdk/client-sesv2";
import type { Env } from "../env-schema";
import type { CheckedLine } from "./line";

/** What the doctor reads from SES. Each is read once, however many checks need it. */
export type SesReads = {
  account: () => Promise<GetAccountResponse>;
  /** The identity that covers `MAIL_FROM`, and its name; null when there is none. */
  identity: () => Promise<(GetEmailIdentityResponse & { name: string }) | null>;
  /** Null when there is no such set. */
  configurationSet: () => Promise<GetConfigurationSetResponse | null>;
  eventDestinations: () => Promise<EventDestination[]>;
};

export type Subscription = { arn: string; protocol: string; endpoint: string };

export type SnsReads = {
  /** Null when there is no such topic. */
  topicPolicy: (topicArn: string) => Promise<string | null>;
  subscriptions: (topicArn: string) => Promise<Subscription[]>;
  isRaw: (subscriptionArn: string) => Promise<boolean>;
  isTextSandbox: () => Promise<boolean>;
  /** What may be spent on texts in a month, in dollars. */
  textSpendLimit: () => Promise<number>;
};

export type DatabaseFacts = {
  /** As PostgreSQL counts: 180001 is 18.1. */
  version: number;
  isReadOnly: boolean;
  isSuperuser: boolean;
  canCreateTables: boolean;
  tablesWithoutRights: number;
  now: Date;
};

export type DatabaseReads = {
  facts: () => Promise<DatabaseFacts>;
  /** The models of the product whose table or columns are missing. */
  missingModels: () => Promise<string[]>;
  /** By name; null where the role may not read the history, as it should be. */
  appliedMigrations: () => Promise<string[] | null>;
  /** Whether a connection hears what another one announces. Behind a transaction pooler it does not. */
  hears: () => Promise<boolean>;
  heartbeats: () => Promise<{ name: string; at: Date }[]>;
  /** The types of SES's events that came since then and belong to no email of ours. */
  strayEvents: (since: Date) => Promise<string[]>;
};

export type Dns = {
  resolveTxt: (name: string) => Promise<string[][]>;
  resolveMx: (name: string) => Promise<{ exchange: string; priority: number }[]>;
  resolveCname: (name: string) => Promise<string[]>;
};

/** All that a check may reach. Tests put faults in. */
export type Ports = {
  env: Env;
  ses: SesReads;
  sns: SnsReads;
  database: DatabaseReads;
  /** Null where emails do not leave this machine: nobody reads DNS then. */
  dns: Dns | null;
  fetch: typeof fetch;
  now: () => Date;
  /** The names of the migrations of this version; null where their files are not here. */
  migrations: string[] | null;
  /** Sends an email, as the app sends its own. */
  send: (to: string) => Promise<void>;
  pause: (milliseconds: number) => Promise<void>;
};

export type Check = (ports: Ports) => Promise<CheckedLine[]> | CheckedLine[];
