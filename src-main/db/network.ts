import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { sep } from 'node:path'

export interface Mount {
  readonly at: string
  readonly type: string
}

const networkTypes =
  /^(nfs\d?|cifs|smb\w*|afpfs|afs|webdav|davfs\d?|9p|ceph|lustre|gfs2|ocfs2|coda|ncpfs|(mac)?fuse\.?(sshfs|rclone|s3fs|gcsfuse|glusterfs|ceph\S*|gvfsd-fuse|davfs\d?|smbnetfs|curlftpfs))$/

/** The name of the network file system a folder lies on, or null for a disk of this machine (or where nobody can say). */
export function networkFileSystemOf(dir: string): string | null {
  const real = realpathSync(dir)
  if (real.startsWith('\\\\')) return 'UNC share'
  const type = mountOf(real, readMounts())?.type
  return type !== undefined && networkTypes.test(type) ? type : null
}

/** The deepest mount above a path; of two on one place the later hides the earlier. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  return mounts
    .filter(({ at }) => path === at || path.startsWith(at.endsWith(sep) ? at : at + sep))
    .reduce<Mount | undefined>(
      (best, each) => (best === undefined || each.at.length >= best.at.length ? each : best),
      undefined,
    )
}

function readMounts(): Mount[] {
  switch (process.platform) {
    case 'linux':
      return parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8'))
    case 'darwin':
      return parseMountCommand(execFileSync('/sbin/mount', { encoding: 'utf8' }))
    default:
      return []
  }
}

/** `36 35 98:0 /root /mount/point rw,noatime shared:1 - ext4 /dev/sda rw`, with spaces written as \040. */
export function parseMountinfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [left, right] = line.split(' - ')
    const at = left?.split(' ')[4]
    const type = right?.split(' ')[0]
    return at === undefined || type === undefined ? [] : [{ at: unescaped(at), type }]
  })
}

function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  )
}

/** `//me@server/share on /Volumes/share (smbfs, nodev, nosuid)`. */
export function parseMountCommand(text: string): Mount[] {
  return [...text.matchAll(/ on (.+) \(([^,)]+)[^()]*\)$/gm)].flatMap(([, at, type]) =>
    at === undefined || type === undefined ? [] : [{ at, type }],
  )
}
