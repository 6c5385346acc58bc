/**
 * The smallest UUIDv7 of a moment: ids are ordered by time, so a time range is an id range,
 * and the primary key finds it (RFC 9562, section 5.7: 48 bits of milliseconds come first).
 */
export function uuidFloor(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
