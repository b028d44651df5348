/** What k6 has of the web that the contracts' types name. */
declare const crypto: { getRandomValues(into: Uint8Array): Uint8Array };
