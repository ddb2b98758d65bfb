package dev.sdpmcp.config;

/**
 * The whole configuration of one server, read and checked at its start. Immutable, hence safe for any thread. Secrets
 * inside it are {@link Secret}s, so that its text form may be logged.
 */
public record ServerConfiguration(
        HttpSettings http,
        AccessSettings access,
        SessionLimits sessions,
        UpstreamSettings upstream,
        StorageSettings storage,
        AuditSettings audit,
        LogSettings logging,
        TraceSettings traces,
        BackupSettings backups) {}
