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
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first set-up, and the way out when the refresh token was revoked: takes a code of the self client to Zoho and keeps
 * what comes for it in the database, encrypted. Servers on that database use it from then on, without a restart.
 */
public final class Authorization {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{10,1000}");

    private final StorageSettings storage;
    private final TokenEndpoint endpoint;
    private final RefreshTokenStore grants;

    /** @param database open */
    public Authorization(ServerConfiguration configuration, Database database) {
        this(configuration.storage(), configuration.upstream().oauth(), database, new MonotonicClock());
    }

    Authorization(StorageSettings storage, OAuthClient client, Database database, Clock clock) {
        this.storage = storage;
        this.endpoint = new TokenEndpoint(client, TokenEndpoint.LIMITS, clock);
        this.grants = new TokenStorage(database, storage, client, clock).grants();
    }

    /**
     * What came of it.
     *
     * @param scopes that Zoho granted
     * @param sentences what to tell the operator, a line each
     */
    public record Authorized(List<String> scopes, List<String> sentences) {
        public Authorized {
            scopes = List.copyOf(scopes);
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Exchanges the code. Blocks up to about a minute; asks Zoho once.
     *
     * @param code from the self client of the Zoho API console; good for one try and some minutes
     * @throws Refused if there is no refresh token afterwards, with what to do
     */
    public Authorized authorize(String code) throws Refused {
        if (!storage.keepTokens()) {
            throw new Refused(
                    "SDP_USE_DB_TOKENS is false, so that nothing can be kept. Remove it and try again with the"
                            + " same code; it has not been used.");
        }
        String stripped = code.strip();
        if (!CODE.matcher(stripped).matches()) {
            throw new Refused("This is not a code. Make one with the self client of the Zoho API console (\"Generate"
                    + " Code\"); it looks like 1000.0123abcd.4567ef89.");
        }
        try {
            return exchange(new Secret(stripped));
        } catch (EncryptionRefused failure) {
            throw new Refused(sentence(failure.getMessage()));
        } catch (UpstreamFailure failure) {
            throw new Refused(sentence(failure.getMessage()));
        }
    }

    private Authorized exchange(Secret code) throws Refused {
        RefreshDecision.Lease request = announced();
        TokenAnswer answer = endpoint.exchange(code);
        if (answer instanceof Denied denied) {
            remember(request, denied);
            throw denied.failure();
        }
        Issued issued = (Issued) answer;
        if (issued.refreshToken().isEmpty()) {
            throw new Refused(
                    "Zoho gave an access token and no refresh token. Make the code with the self client, which"
                            + " gives both, not with another kind of client.");
        }
        try {
            grants.keep(request, issued);
        } catch (DatabaseUnavailable away) {
            throw new Refused("Zoho accepted the code, but the database went away before its tokens could be kept."
                    + " Bring the database back and try again with a new code.");
        }
        return told(GrantedScopes.of(issued.scopes()));
    }

    /** Before the code is used up: whether the database takes it down, and whether Zoho may be asked. */
    private RefreshDecision.Lease announced() throws Refused {
        try {
            return grants.announce();
        } catch (DatabaseUnavailable away) {
            throw new Refused(
                    "The database cannot be used now. Bring it back and try again; the code has not been used.");
        }
    }

    private void remember(RefreshDecision.Lease request, Denied denied) {
        try {
            grants.refuse(request, denied);
        } catch (DatabaseUnavailable away) {
            // the request stays counted, which is all that matters
            System.getLogger(Authorization.class.getName())
                    .log(System.Logger.Level.DEBUG, "the outcome of a request is not written down", away);
        }
    }

    private Authorized told(GrantedScopes granted) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The refresh token is kept in the database, encrypted. SDP_REFRESH_TOKEN is not needed any more.");
        sentences.add(
                granted.scopes().isEmpty()
                        ? "Zoho did not say which scopes it granted."
                        : "Scopes granted: " + String.join(", ", granted.scopes()));
        if (!granted.scopes().isEmpty()) {
            granted.toolsets().forEach(line -> sentences.add("- " + line));
            sentences.add("If something is missing, make a code with more scopes and run --authorize again.");
        }
        sentences.add(
                "A server that runs on this database uses it within seconds; otherwise start one: ./start-sse.sh");
        return new Authorized(granted.scopes(), sentences);
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    /** There is no refresh token; the message is what to tell the operator. Holds no secret. */
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
