package dev.sdpmcp.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API key of a request, from {@code X-API-Key}, which takes precedence, or {@code Authorization: Bearer}. A key
 * in the query string makes the whole request invalid, whatever its headers are: that key has been logged on its way,
 * and its owner must learn of it.
 */
record SentKey(@Nullable String inHeader, boolean isInQuery) {

    private static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    /** Names of query parameters that hold keys, letters only. */
    private static final Set<String> KEY_PARAMETERS =
            Set.of("key", "apikey", "xapikey", "token", "accesstoken", "auth", "authorization", "bearer");

    /** The query of every message, which needs no parsing. */
    private static final String MESSAGE_QUERY = "sessionId=";

    static SentKey in(ContainerRequestContext request, @Nullable String query) {
        return new SentKey(headerOf(request), query != null && namesKey(request, query));
    }

    boolean isNone() {
        return inHeader == null && !isInQuery;
    }

    Optional<String> usable() {
        return isInQuery ? Optional.empty() : Optional.ofNullable(inHeader);
    }

    /** The error if the key is not valid. */
    HttpError refusal() {
        if (isInQuery) {
            return HttpError.KEY_IN_QUERY;
        }
        return inHeader == null ? HttpError.API_KEY_REQUIRED : HttpError.INVALID_API_KEY;
    }

    private static boolean namesKey(ContainerRequestContext request, String query) {
        boolean plain = query.startsWith(MESSAGE_QUERY) && query.indexOf('&') < 0;
        return !plain
                && request.getUriInfo().getQueryParameters().keySet().stream()
                        .map(SentKey::lettersOf)
                        .anyMatch(KEY_PARAMETERS::contains);
    }

    private static String lettersOf(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static @Nullable String headerOf(ContainerRequestContext request) {
        String key = request.getHeaderString(KEY_HEADER);
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : null;
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "SentKey[hidden]";
    }
}
