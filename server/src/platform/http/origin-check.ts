/** A browser names the origin of every changing request; another site's is refused, none at all is a program. */
export function originCheck(publicOrigin: string | null) {
  return (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined) return true;
    if (publicOrigin !== null && origin === publicOrigin) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
