package dev.sdpmcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * Where a call came from, beside its caller: what log lines, listings and the audit trail name it by. Holds no secret.
 *
 * @param correlationId of the HTTP request
 * @param session short handle of the session, empty where there is none
 * @param clientName as the client calls itself, null if it did not say
 * @param clientVersion likewise
 */
public record CallOrigin(
        String correlationId,
        String session,
        @Nullable String clientName,
        @Nullable String clientVersion) {}
