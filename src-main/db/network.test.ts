import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { mountOf, networkFileSystemOf, parseMountCommand, parseMountinfo } from './network.ts'

const mountinfo = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /home/me/nas rw - nfs4 server:/export rw
41 22 0:36 / /home/me/my\\040share rw,nosuid - cifs //server/share rw
42 22 0:37 / /home/me/nas/local rw - ext4 /dev/vdb rw
43 22 0:38 / /home/me/far rw - autofs systemd-1 rw
44 43 0:39 / /home/me/far rw - fuse.sshfs me@host:/ rw
`

describe('the file system a home lies on', () => {
  it.each([
    ['/home/me/.local/share/relink', 'ext4'],
    ['/home/me/nas/relink', 'nfs4'],
    ['/home/me/nas', 'nfs4'],
    ['/home/me/nasty', 'ext4'],
    ['/home/me/my share/relink', 'cifs'],
    ['/home/me/nas/local/relink', 'ext4'],
    ['/home/me/far/relink', 'fuse.sshfs'],
  ])('is, for %s, %s: the deepest and latest mount above it', (path, type) => {
    expect(mountOf(path, parseMountinfo(mountinfo))?.type).toBe(type)
  })

  it('is read from the mount command where there is no /proc', () => {
    const mounts = parseMountCommand(`/dev/disk3s1 on / (apfs, sealed, local, read-only)
//me@server/share on /Volumes/our share (smbfs, nodev, nosuid, mounted by me)
`)
    expect(mountOf('/Volumes/our share/relink', mounts)?.type).toBe('smbfs')
    expect(mountOf('/Users/me', mounts)?.type).toBe('apfs')
  })

  it('is a local one for the folder of temporary files', () => {
    expect(networkFileSystemOf(tmpdir())).toBeNull()
  })
})
