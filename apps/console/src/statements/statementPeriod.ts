/** "11-16 至 11-22" within a year, with the years when it spans two. */
export function periodWords(fromOn: string, toOn: string): string {
  if (fromOn === toOn) return fromOn
  return fromOn.slice(0, 4) === toOn.slice(0, 4) ? `${fromOn} 至 ${toOn.slice(5)}` : `${fromOn} 至 ${toOn}`
}
