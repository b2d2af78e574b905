import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../resources/migrations')

it.each(readdirSync(folder))('the migrations of %s are numbered without a gap', (schema) => {
  const numbers = readdirSync(join(folder, schema)).map((name) => Number(name.slice(0, 4)))
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
})
