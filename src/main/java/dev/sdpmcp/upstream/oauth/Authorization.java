package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.MonotonicClock;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.GrantedScopes.ToolScopes;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenStore.Ticket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Exchange of a self-client code for a refresh token: the first set-up, and the remedy when the refresh token was
 * revoked. The tokens are stored in the database, encrypted. Servers on that database use them from then on, without a
 * restart.
 */
public final class Authorization {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{10,1000}");

    private final StorageSettings storage;
    private final TokenEndpoint endpoint;
    private final TokenStore store;
    private final List<ToolScopes> needed;

    /**
     * @param database open
     * @param needed what the tools need, for the report on the granted scopes
     */
    public Authorization(ServerConfiguration configuration, Database database, List<ToolScopes> needed) {
        this(configuration.storage(), configuration.upstream().oauth(), database, new MonotonicClock(), needed);
    }

    Authorization(
            StorageSettings storage, OAuthClient client, Database database, Clock clock, List<ToolScopes> needed) {
        this.needed = List.copyOf(needed);
        this.storage = storage;
        this.endpoint = new TokenEndpoint(client, TokenEndpoint.LIMITS, clock);
        this.store = new TokenStore(database, storage, client, clock);
    }

    /**
     * Result of {@link #authorize}.
     *
     * @param scopes that Zoho granted
     * @param sentences for the operator, one line each
     */
    public record Authorized(List<String> scopes, List<String> sentences) {
        public Authorized {
            scopes = List.copyOf(scopes);
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Exchanges the code. Blocks up to about a minute; sends one request to Zoho.
     *
     * @param code from the self client of the Zoho API console; can be used once, and expires after some minutes
     * @throws Refused if no refresh token was stored, with what to do
     */
    public Authorized authorize(String code) throws Refused {
        if (!storage.keepTokens()) {
            throw new Refused(
                    "SDP_USE_DB_TOKENS is false, so that no token can be stored. Remove it and try again with the"
                            + " same code; it has not been used.");
        }
        String stripped = code.strip();
        if (!CODE.matcher(stripped).matches()) {
            throw new Refused("This is not a code. Make one with the self client of the Zoho API console (\"Generate"
                    + " Code\"); it looks like 1000.0123abcd.4567ef89.");
        }
        try {
            return exchange(new Secret(stripped));
        } catch (EncryptionRefused | UpstreamFailure failure) {
            throw new Refused(sentence(String.valueOf(failure.getMessage())));
        }
    }

    private Authorized exchange(Secret code) throws Refused {
        Ticket ticket;
        try { // before the code is used: the database must be available, and the rate limit must allow the request
            ticket = store.registerRequest();
        } catch (DatabaseUnavailable unavailable) {
            throw new Refused("The database cannot be used now. Make it available and try again; the code has not been"
                    + " used.");
        }
        return switch (endpoint.exchange(code)) {
            case Denied denied -> {
                storeOutcome(ticket, denied);
                throw denied.failure();
            }
            case Issued issued
            when issued.refreshToken().isEmpty() ->
                throw new Refused("Zoho gave an access token, but no refresh token. Make the code with the self client,"
                        + " not with another kind of client.");
            case Issued issued -> {
                storeGrant(ticket, issued);
                yield authorized(GrantedScopes.of(issued.scopes()));
            }
        };
    }

    private void storeGrant(Ticket ticket, Issued issued) throws Refused {
        try {
            store.storeGrant(ticket, issued);
        } catch (DatabaseUnavailable unavailable) {
            throw new Refused("Zoho accepted the code, but the database became unavailable before the tokens could be"
                    + " stored. Make the database available and try again with a new code.");
        }
    }

    private void storeOutcome(Ticket ticket, Denied denied) {
        try {
            store.storeOutcome(ticket, denied);
        } catch (DatabaseUnavailable unavailable) {
            // the request is counted already
            System.getLogger(Authorization.class.getName())
                    .log(System.Logger.Level.DEBUG, "the outcome of a token request is not stored", unavailable);
        }
    }

    private Authorized authorized(GrantedScopes granted) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The refresh token is stored in the database, encrypted. SDP_REFRESH_TOKEN is not needed any more.");
        if (granted.scopes().isEmpty()) {
            sentences.add("Zoho did not return the granted scopes.");
        } else {
            sentences.add("Scopes granted: " + String.join(", ", granted.scopes()));
            granted.describe(needed).forEach(line -> sentences.add("- " + line));
            sentences.add("If a scope is missing, make a code with more scopes and run --authorize again.");
        }
        sentences.add(
                "A server that runs on this database uses it within seconds; otherwise start one: ./start-sse.sh");
        return new Authorized(granted.scopes(), sentences);
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    /** No refresh token was stored; the message is for the operator and contains no secret. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
