import { kindOf, Misfit } from './kind'

/** Seconds as [-]h:mm or [-]h:mm:ss. */
export function showDuration(seconds: number, withSeconds: boolean): string {
  const all = Math.abs(seconds)
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60]
  const tail = withSeconds || rest !== 0 ? `:${rest < 10 ? '0' : ''}${Number(rest.toFixed(3))}` : ''
  return `${seconds < 0 ? '-' : ''}${hours}:${String(minutes).padStart(2, '0')}${tail}`
}

export const duration = kindOf<number>({
  show: (value, { column }) => showDuration(value, column.config.format === 'h:mm:ss'),
  copy: (value) => showDuration(value, true),
  parse: (typed) => {
    const found = /^(-)?(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d{1,3})?))?$/.exec(typed.trim())
    if (!found) throw new Misfit('is no length of time such as 1:30')
    const [, sign, hours, minutes, seconds = '0'] = found
    return (sign ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
  },
  editor: 'text',
  isEnd: true,
})
