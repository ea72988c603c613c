/** What the fill handle writes: the source again and again, or a series where it is one. */

/** The value of the n-th cell after a source (from 0). Evenly spaced numbers go on; everything else repeats. */
export function filled(source: readonly unknown[], n: number): unknown {
  const step = stepOf(source)
  const last = source[source.length - 1]
  if (step !== null && typeof last === 'number') return rounded(last + step * (n + 1))
  return source[n % source.length]
}

function stepOf(source: readonly unknown[]): number | null {
  const [first, second] = source
  if (typeof first !== 'number' || typeof second !== 'number') return null
  const step = second - first
  const isEven = source.every(
    (value, index) => typeof value === 'number' && Math.abs(value - (first + step * index)) < 1e-9,
  )
  return isEven ? step : null
}

/** 0.1 + 0.2 is 0.3 to whoever fills a column. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
