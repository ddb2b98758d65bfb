package dev.sdpmcp.simulator.oauth;

import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.setting.Switches;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All grants and tokens, with Zoho's limits: ten active access tokens for each refresh token (the oldest goes), ten
 * new ones in ten minutes, twenty refresh tokens, five new ones a minute, single-use codes. Thread-safe.
 */
public final class TokenVault {
    /** Too many tokens in ten minutes: the one refusal with a sentence and HTTP 400. */
    static final String THROTTLED = "Access Denied";

    private static final int ACTIVE_TOKENS = 10;
    private static final int REFRESH_TOKENS = 20;
    private static final int NEW_GRANTS_PER_MINUTE = 5;
    private static final int OPEN_CODES = 20;
    private static final Duration CODE_LIFE = Duration.ofMinutes(2);
    private static final Duration TOKEN_WINDOW = Duration.ofMinutes(10);
    private static final String CLIENT_GRANT = "client";

    private final SecureRandom random = new SecureRandom();
    private final Credentials credentials;
    private final PortalClock clock;
    private final Supplier<Switches> switches;
    private final Map<String, Set<Scope>> refreshTokens = new LinkedHashMap<>();
    private final Map<String, AccessToken> accessTokens = new LinkedHashMap<>();
    private final Map<String, Code> codes = new LinkedHashMap<>();
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Deque<Long> newGrants = new ArrayDeque<>();

    /** A vault that knows one client and its refresh token. */
    public TokenVault(Credentials credentials, PortalClock clock, Supplier<Switches> switches) {
        this.credentials = credentials;
        this.clock = clock;
        this.switches = switches;
        reset();
    }

    /** Forgets everything but the client and its first refresh token. */
    public synchronized void reset() {
        refreshTokens.clear();
        accessTokens.clear();
        codes.clear();
        windows.clear();
        newGrants.clear();
        refreshTokens.put(credentials.refreshToken(), credentials.scopes());
    }

    /** The scopes of a valid access token; empty if it is unknown or expired. */
    public synchronized Optional<Set<Scope>> scopesOf(String token) {
        return Optional.ofNullable(accessTokens.get(token))
                .filter(found -> found.expiresAt() > clock.now())
                .map(AccessToken::scopes);
    }

    /** Makes an access token invalid before its time. */
    public synchronized void expire(String token) {
        accessTokens.remove(token);
    }

    /** Makes all access tokens invalid. */
    public synchronized void expireAll() {
        accessTokens.clear();
    }

    /**
     * A code as the self client of the API console makes it, without a redirect.
     *
     * @throws IllegalArgumentException if a scope does not exist, or if there are too many codes
     */
    public String selfClientCode(String scopes) {
        try {
            return newCode(Scope.parseAll(scopes), "");
        } catch (OAuthRefusal tooMany) {
            throw new IllegalArgumentException("too many codes; try again in a minute", tooMany);
        }
    }

    synchronized String newCode(Set<Scope> scopes, String redirectUri) {
        limitNewGrants();
        codes.values().removeIf(code -> code.expiresAt() <= clock.now());
        if (codes.size() >= OPEN_CODES) {
            throw new OAuthRefusal("access_denied");
        }
        String code = secret();
        codes.put(code, new Code(scopes, redirectUri, clock.now() + CODE_LIFE.toMillis()));
        return code;
    }

    /** A new refresh token for a code; a code is good for one try. */
    synchronized String redeem(String code, String redirectUri) {
        Code found = codes.remove(code);
        if (found == null || found.expiresAt() <= clock.now()) {
            throw new OAuthRefusal("invalid_code");
        }
        if (!found.redirectUri().equals(redirectUri)) {
            throw new OAuthRefusal("invalid_redirect_uri");
        }
        String refreshToken = secret();
        refreshTokens.put(refreshToken, found.scopes());
        if (refreshTokens.size() > REFRESH_TOKENS) {
            revoke(refreshTokens.keySet().iterator().next());
        }
        return refreshToken;
    }

    synchronized AccessToken fromRefreshToken(String refreshToken) {
        return Optional.ofNullable(refreshTokens.get(refreshToken))
                .map(scopes -> issue(refreshToken, scopes))
                .orElseThrow(() -> new OAuthRefusal("invalid_code"));
    }

    synchronized AccessToken fromClient(Set<Scope> scopes) {
        return issue(CLIENT_GRANT, scopes);
    }

    /** Seconds until a token expires, for {@code expires_in}. */
    long secondsLeft(AccessToken token) {
        return Duration.ofMillis(token.expiresAt() - clock.now() + 999).toSeconds();
    }

    /** Whether there was such a token; a refresh token takes its access tokens with it. */
    synchronized boolean revoke(String token) {
        if (accessTokens.remove(token) != null) {
            return true;
        }
        accessTokens.values().removeIf(access -> access.grant().equals(token));
        windows.remove(token);
        return refreshTokens.remove(token) != null;
    }

    private AccessToken issue(String grant, Set<Scope> scopes) {
        countAgainstWindow(grant);
        accessTokens.values().removeIf(token -> token.expiresAt() <= clock.now());
        List<String> active = accessTokens.values().stream()
                .filter(token -> token.grant().equals(grant))
                .map(AccessToken::value)
                .toList();
        if (active.size() >= ACTIVE_TOKENS) {
            accessTokens.remove(active.getFirst());
        }
        Duration life = Duration.ofSeconds(switches.get().number(Switch.ACCESS_TOKEN_SECONDS));
        AccessToken token = new AccessToken(secret(), grant, scopes, clock.now() + life.toMillis());
        accessTokens.put(token.value(), token);
        return token;
    }

    private void countAgainstWindow(String grant) {
        int limit = switches.get().number(Switch.TOKENS_PER_TEN_MINUTES);
        windows.values().removeIf(window -> clock.now() - window.since() >= TOKEN_WINDOW.toMillis());
        Window window = windows.getOrDefault(grant, new Window(clock.now(), 0));
        if (limit > 0 && window.tokens() >= limit) {
            throw new OAuthRefusal(THROTTLED);
        }
        windows.put(grant, new Window(window.since(), window.tokens() + 1));
    }

    private void limitNewGrants() {
        long minuteAgo = clock.now() - Duration.ofMinutes(1).toMillis();
        newGrants.removeIf(moment -> moment <= minuteAgo);
        if (newGrants.size() >= NEW_GRANTS_PER_MINUTE) {
            throw new OAuthRefusal("access_denied");
        }
        newGrants.add(clock.now());
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return "1000." + HexFormat.of().formatHex(bytes, 0, 16) + "."
                + HexFormat.of().formatHex(bytes, 16, 32);
    }

    private record Code(Set<Scope> scopes, String redirectUri, long expiresAt) {}

    private record Window(long since, int tokens) {}

    /** A token for calls of the API, issued for a refresh token or the client; expires at an epoch millisecond. */
    record AccessToken(String value, String grant, Set<Scope> scopes, long expiresAt) {}

    /** An error answer of the token endpoint; the message is its {@code error}. */
    static final class OAuthRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OAuthRefusal(String error) {
            super(error, null, false, false);
        }
    }
}
