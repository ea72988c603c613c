import { expect, it } from 'vitest'
import de from './de'
import en from './en'

type Texts = string | { [key: string]: Texts }

const keys = (texts: Texts, path = ''): string[] =>
  typeof texts === 'string'
    ? [path]
    : Object.entries(texts).flatMap(([key, part]) => keys(part, `${path}.${key}`))

const variables = (texts: Texts, path = ''): string[] =>
  typeof texts === 'string'
    ? [`${path}: ${(texts.match(/\{\{\w+/g) ?? []).toSorted().join()}`]
    : Object.entries(texts).flatMap(([key, part]) => variables(part, `${path}.${key}`))

it('has the same texts in each language', () => expect(keys(de).toSorted()).toEqual(keys(en).toSorted()))
it('has the same variables in each text', () =>
  expect(variables(de).toSorted()).toEqual(variables(en).toSorted()))
