package dev.sdpmcp.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API key as a request carries it: in {@code X-API-Key}, which wins, or in {@code Authorization: Bearer}. One in the
 * query string makes the whole request unusable, whatever its headers say: that key has been written into logs on its way,
 * and somebody has to hear of it.
 */
record SentKey(@Nullable String inHeader, boolean isInQuery) {

    private static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    /** Under which names keys turn up in query strings, letters only. */
    private static final Set<String> KEY_PARAMETERS =
            Set.of("key", "apikey", "xapikey", "token", "accesstoken", "auth", "authorization", "bearer");

    /** How the query of every message looks, and then there is nothing to look for. */
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

    /** Why the request is refused, if its key is not one of ours. */
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
