import { describe, expect, it } from 'vitest'
import { pieces, withMentions } from './mentions'

const ada = '0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b'
const people = new Map([
  [ada, 'Ada Lovelace'],
  ['0197a3c4-5b6d-7e8f-9a0b-000000000000', 'Ada'],
])

describe('withMentions', () => {
  it('takes the longest name', () => {
    expect(withMentions('@ada lovelace, see?', people)).toBe(`@[Ada Lovelace](${ada}), see?`)
  })
  it('leaves longer words alone', () => expect(withMentions('@Adams @bob', people)).toBe('@Adams @bob'))
  it('minds no signs in a name', () => {
    expect(withMentions('@J. (Jo)', new Map([[ada, 'J. (Jo)']]))).toBe(`@[J. (Jo)](${ada})`)
  })
})

it('pieces', () => {
  expect(pieces(`hi @[Ada](${ada})!`)).toEqual([{ text: 'hi ' }, { name: 'Ada', id: ada }, { text: '!' }])
  expect(pieces('plain')).toEqual([{ text: 'plain' }])
})
