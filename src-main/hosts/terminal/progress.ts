import type { JobView } from '#contract'

export interface Progress {
  show(job: JobView): void
  end(): void
}

/** One line that moves where somebody watches, else a line every five seconds. */
export function createProgress(
  stream: { isTTY?: boolean; write(text: string): unknown },
  now: () => number,
): Progress {
  let last = ''
  let shownAt = now()
  return {
    show(job) {
      const line = lineOf(job)
      if (line === last) return
      if (stream.isTTY) stream.write(`\r\u001b[2K${line}`)
      else if (now() - shownAt >= 5_000) {
        stream.write(`${line}\n`)
        shownAt = now()
      } else return
      last = line
    },
    end() {
      if (stream.isTTY && last !== '') stream.write('\r\u001b[2K')
      last = ''
    },
  }
}

function lineOf({ stage, done, total }: JobView): string {
  return total === null ? `${stage} ${done}` : `${stage} ${done} of ${total}`
}
