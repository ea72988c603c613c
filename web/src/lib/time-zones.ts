/** The time zones that the browser knows; the one that is set comes first when it is not among them. */
export function timeZones(own: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(own) ? known : [own, ...known]
}
