const capability = '^src-main/([^/]+)/'
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^(src-main|src-preload/(?!contract/))' },
    },
    {
      name: 'contract-knows-nobody',
      severity: 'error',
      from: { path: '^src-preload/contract/' },
      to: { pathNot: '^(src-preload/contract/|node_modules/(zod|@orpc/contract)/)' },
    },
    {
      name: 'main-never-imports-ui',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-renderer/|^src-preload/(?!contract/)' },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      from: { path: capability },
      to: { path: capability, pathNot: ['^src-main/$1/', '^src-main/[^/]+/index\\.ts$'] },
    },
    {
      name: 'electron-only-in-hosts',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/hosts/electron/' },
      to: { path: '^(electron|node_modules/electron)' },
    },
    {
      name: 'stripe-only-in-gateway',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/gateway/' },
      to: { path: '^node_modules/stripe/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sqlite-only-in-db',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/db/' },
      to: { path: '^node_modules/better-sqlite3/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'keyring-only-in-accounts',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/accounts/' },
      to: { path: '^node_modules/@napi-rs/keyring' },
    },
    {
      name: 'postgres-only-in-directory',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/directory/' },
      to: { path: '^node_modules/postgres/' },
    },
    {
      name: 'capabilities-know-no-host',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/(index\\.ts$|app/|hosts/)' },
      to: { path: '^src-main/(app|hosts)/' },
    },
    {
      name: 'ground-floor-stands-alone',
      severity: 'error',
      from: { path: '^src-main/(gateway|db)/' },
      to: { path: '^src-main/', pathNot: '^src-main/(gateway|db)/' },
    },
    {
      name: 'decisions-stay-pure',
      severity: 'error',
      from: {
        path: '^src-main/[^/]+/(diagnose|plan|policy|decide)[^/]*\\.ts$',
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/([^/]+)/', pathNot: '^src-renderer/features/$1/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
