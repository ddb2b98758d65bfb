package dev.sdpmcp.config;

/**
 * The configuration of a server, read and validated at its start. Secrets are {@link Secret}s, so that it may be
 * logged. Immutable.
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
