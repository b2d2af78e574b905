import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import css from './id.module.css'

/** `cus_R7c0…A1Zq`: enough to tell two apart. Short ids stay whole. */
export function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id
}

/** How long the check stands in place of the icon, in milliseconds. */
const CHECK_MS = 800

interface IdProps {
  readonly value: string
  readonly short?: boolean
  readonly tone?: 'bad'
  /** It exists no more. */
  readonly struck?: boolean
}

/** A machine's name for something: monospace, and a click copies all of it. */
export function Id({ value, short = false, tone, struck = false }: IdProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), CHECK_MS)
  }
  const shown = short ? shortId(value) : value
  return (
    <button
      type="button"
      className={css['id']}
      data-tone={tone}
      title={short ? value : undefined}
      aria-label={copied ? `${shown} copied` : `Copy ${shown}`}
      onClick={(event) => {
        event.stopPropagation()
        void copy()
      }}
    >
      {struck ? <s>{shown}</s> : <span>{shown}</span>}
      {copied ? <IconCheck size={12} stroke={2} /> : <IconCopy size={12} stroke={1.5} />}
    </button>
  )
}
