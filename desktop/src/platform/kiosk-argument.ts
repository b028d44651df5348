/** Tells the preload of a kiosk's page that it is one; the page itself cannot see it. */
export const kioskArgument = '--minjiang-kiosk';
