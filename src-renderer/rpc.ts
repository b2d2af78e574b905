/** The one connection to the core. Every call of the renderer goes through `rpc` (cached) or `client` (not). */

import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import ReconnectingWebSocket from 'partysocket/ws'
import type { Client } from '#contract'

const scheme = location.protocol === 'https:' ? 'wss' : 'ws'

export const socket = new ReconnectingWebSocket(`${scheme}://${location.host}/rpc`, [], {
  minReconnectionDelay: 250,
  maxReconnectionDelay: 5_000,
})

// partysocket calls its state a number; it is one of a WebSocket's four.
const link = new RPCLink({ websocket: socket as typeof socket & Pick<WebSocket, 'readyState'> })

export const client: Client = createORPCClient(link)

export const rpc = createTanstackQueryUtils(client)
