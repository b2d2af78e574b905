/** Logs, the request log, and the audit trail. Import from here only. */

export { type AuditTrail, type ChangeEntry, createAuditTrail, type Verdict } from './audit-trail.ts'
export { createLogger, type Log, type LoggerInput } from './logger.ts'
export { type LoggedCall, openRequestLog, type RequestLog } from './request-log.ts'
