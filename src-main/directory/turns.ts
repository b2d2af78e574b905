/** Runs what it is given one at a time, in the order of asking. */
export type Turns = <T>(act: () => Promise<T>) => Promise<T>

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act)
    last = mine.then(noop, noop) // whoever asked hears of the failure; the next one goes on
    return mine
  }
}

function noop(): void {}
