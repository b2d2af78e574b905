import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import './app/theme/base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from './app/routes/index.ts'
import { followChanges } from './app/session/changes.ts'
import { followConnection } from './app/session/connection.ts'
import { createQueries } from './app/session/queries.ts'
import controls from './app/theme/controls.module.css'
import { theme } from './app/theme/theme.ts'
import { installVariables } from './app/theme/variables.ts'

const queries = createQueries()
installVariables()
followConnection()
void followChanges(queries, new AbortController().signal)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <Notifications
          position="bottom-right"
          autoClose={5_000}
          classNames={{ root: controls['notices'] ?? '' }}
        />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
