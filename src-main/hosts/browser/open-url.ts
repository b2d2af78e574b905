import { spawn } from 'node:child_process'

/** Opens a page in the system's browser. False where no screen or no opener is. */
export function openUrl(url: string, env = process.env): Promise<boolean> {
  const hasScreen = process.platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']
  if (!hasScreen) return Promise.resolve(false)
  const [program, ...args] = openerOf(process.platform)
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' })
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}

function openerOf(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}
