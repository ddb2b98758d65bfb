package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ACCOUNTS_URL;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_BASE_URL;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_CLIENT_ID;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_CLIENT_SECRET;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DATA_CENTER;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_DEFAULT_TECHNICIAN_EMAIL;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_INSTANCE_NAME;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_MAX_TEXT_CHARACTERS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_RATE_LIMIT_PER_MINUTE;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_REFRESH_TOKEN;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_RESULT_BUDGET;
import static dev.sdpmcp.config.reading.TypedValues.quoted;

import dev.sdpmcp.config.DataCentre;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reader of {@link UpstreamSettings}: the ServiceDesk Plus instance and its credentials. */
final class UpstreamReading {

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern EMAIL = Pattern.compile("(?=.{3,254}$)[^@\\s<>]+@[^@\\s<>]+");
    private static final int MAX_CLIENT_ID_LENGTH = 200;
    private static final int MAX_TOKEN_LENGTH = 2_000;
    private static final String SELF_CLIENT = "Take it from the self client in the Zoho API console, or try --demo.";

    private final TypedValues values;

    UpstreamReading(TypedValues values) {
        this.values = values;
    }

    /** @param keepTokens whether the refresh token may be in the database */
    UpstreamSettings read(boolean keepTokens) {
        DataCentre centre = values.choice(SDP_DATA_CENTER, DataCentre.class);
        URI base = host(SDP_BASE_URL, centre.api());
        URI accounts = host(SDP_ACCOUNTS_URL, centre.accounts());
        OAuthClient oauth = new OAuthClient(
                accounts,
                clientId(),
                new Secret(values.required(SDP_CLIENT_SECRET, SELF_CLIENT)),
                refreshToken(keepTokens));
        URI portal = URI.create(base + "/app/" + instance());
        return new UpstreamSettings(
                portal,
                oauth,
                technician(),
                values.count(SDP_RATE_LIMIT_PER_MINUTE),
                values.count(SDP_MAX_TEXT_CHARACTERS),
                values.count(SDP_RESULT_BUDGET));
    }

    private String clientId() {
        String id = values.required(SDP_CLIENT_ID, SELF_CLIENT);
        if (id.length() > MAX_CLIENT_ID_LENGTH) {
            values.refuse(SDP_CLIENT_ID, "is longer than " + MAX_CLIENT_ID_LENGTH + " characters. " + SELF_CLIENT);
        }
        return id;
    }

    private Optional<Secret> refreshToken(boolean keepTokens) {
        if (!keepTokens) {
            return Optional.of(new Secret(values.required(SDP_REFRESH_TOKEN, SELF_CLIENT)));
        }
        Optional<Secret> token = values.secret(SDP_REFRESH_TOKEN);
        if (token.filter(given -> given.reveal().length() > MAX_TOKEN_LENGTH).isPresent()) {
            values.refuse(SDP_REFRESH_TOKEN, "is longer than " + MAX_TOKEN_LENGTH + " characters. " + SELF_CLIENT);
        }
        return token;
    }

    private String instance() {
        String fix = "Take it from the URL of your instance, https://HOST/app/INSTANCE, or try --demo.";
        String instance = values.required(SDP_INSTANCE_NAME, fix);
        if (!instance.isEmpty() && !INSTANCE.matcher(instance).matches()) {
            values.refuse(SDP_INSTANCE_NAME, "is %s. %s".formatted(quoted(instance), fix));
            return "";
        }
        return instance;
    }

    private Optional<String> technician() {
        Optional<String> email = values.text(SDP_DEFAULT_TECHNICIAN_EMAIL);
        if (email.isPresent() && !EMAIL.matcher(email.get()).matches()) {
            values.refuse(
                    SDP_DEFAULT_TECHNICIAN_EMAIL,
                    "is %s. Give one e-mail address, for example desk@example.com.".formatted(quoted(email.get())));
        }
        return email;
    }

    /** A scheme and a host. Plain HTTP is for loopback only, since requests carry credentials. */
    private URI host(ConfigurationKey key, URI defaultHost) {
        Optional<String> given = values.text(key);
        if (given.isEmpty()) {
            return defaultHost;
        }
        String text = given.get().replaceFirst("/+$", "");
        try {
            URI uri = new URI(text);
            if (isHostOnly(uri) && isSafe(uri)) {
                return uri;
            }
        } catch (URISyntaxException notAUrl) {
            // refused below
            text = given.get();
        }
        values.refuse(
                key,
                "is %s. Give https://HOST without a path; http:// is for this machine only."
                        .formatted(text.indexOf('@') < 0 ? quoted(text) : "a URL with a user name"));
        return defaultHost;
    }

    private static boolean isHostOnly(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getPath().isEmpty()
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private static boolean isSafe(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || ("http".equalsIgnoreCase(uri.getScheme())
                        && NetworkNames.isLoopback(NetworkNames.withoutBrackets(uri.getHost())));
    }
}
