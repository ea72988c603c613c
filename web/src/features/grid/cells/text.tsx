import classes from './cells.module.css'
import { kindOf, Misfit } from './kind'

export const text = kindOf<string>({
  show: (value) => value,
  parse: (typed) => typed.replace(/[\r\n]+/g, ' ').trim(),
  editor: 'text',
})

export const longText = kindOf<string>({
  show: (value) => value.replace(/\s*\n\s*/g, ' ⏎ '),
  copy: (value) => value,
  parse: (typed) => typed,
  editor: 'long_text',
})

const address = (scheme: string) => (value: string) => (
  <a href={scheme + value} className={classes.link} tabIndex={-1} target="_blank" rel="noopener noreferrer">
    {value}
  </a>
)

export const email = kindOf<string>({ ...textual(), render: address('mailto:') })
export const phone = kindOf<string>({ ...textual(), render: address('tel:') })
export const url = kindOf<string>({
  show: (value) => value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''),
  copy: (value) => value,
  parse: (typed) => {
    const found = typed.trim()
    const whole = /^https?:\/\//i.test(found) ? found : `https://${found}`
    if (!URL.canParse(whole)) throw new Misfit('is not a link')
    return whole
  },
  editor: 'text',
  render: (value) => (
    <a href={value} className={classes.link} tabIndex={-1} target="_blank" rel="noopener noreferrer">
      {value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  ),
})

function textual() {
  return { show: (value: string) => value, parse: (typed: string) => typed.trim(), editor: 'text' as const }
}
