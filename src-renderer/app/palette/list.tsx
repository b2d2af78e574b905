import { useEffect, useRef } from 'react'
import { groups, type Item } from './items.ts'
import css from './palette.module.css'

interface PaletteListProps {
  readonly id: string
  readonly items: readonly Item[]
  readonly at: number
  readonly onPoint: (index: number) => void
}

/** What can be chosen, by group; the one that Enter takes is marked. */
export function PaletteList({ id, items, at, onPoint }: PaletteListProps) {
  const current = useRef<HTMLDivElement>(null)
  const key = items[at]?.key
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line stands there now
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [key])
  return (
    <div id={id} role="listbox" aria-label="Found" className={css['list']}>
      {groups.map((group) => {
        const own = items.filter((item) => item.group === group)
        return (
          own.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a field set holds no options
            <div key={group} role="group" aria-label={group}>
              <p className={css['group']} aria-hidden>
                {group}
              </p>
              {own.map((item) => {
                const index = items.indexOf(item)
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input it belongs to
                  <div
                    key={item.key}
                    id={optionId(id, index)}
                    ref={index === at ? current : null}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === at}
                    className={css['item']}
                    onMouseMove={() => onPoint(index)}
                    onClick={item.run}
                  >
                    <span className={css['label']}>{item.label}</span>
                    {item.user !== null && <span className={css['small']}>{item.detail}</span>}
                  </div>
                )
              })}
            </div>
          )
        )
      })}
    </div>
  )
}

export const optionId = (list: string, index: number): string => `${list}-${index}`
