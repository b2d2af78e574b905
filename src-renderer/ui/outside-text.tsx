import css from './outside-text.module.css'

/**
 * Text that users and customers wrote themselves: a name, an e-mail, an id. Whatever characters it holds, what stands
 * beside it keeps its order, and a word without an end breaks.
 */
export function OutsideText({ children }: { children: string | null }) {
  return <bdi className={css['text']}>{children}</bdi>
}
