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
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_TIME_ZONE;

import dev.sdpmcp.config.DataCentre;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reader of {@link UpstreamSettings}: the ServiceDesk Plus instance and its credentials. */
record UpstreamReading(TypedValues values) {

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern EMAIL = Pattern.compile("(?=.{3,254}$)[^@\\s<>]+@[^@\\s<>]+");
    private static final int MAX_CLIENT_ID_LENGTH = 200;
    private static final int MAX_TOKEN_LENGTH = 2_000;
    private static final String SELF_CLIENT = "Take it from the self client in the Zoho API console, or try --demo.";
    private static final String INSTANCE_FIX =
            "Take it from the URL of your instance, https://HOST/app/INSTANCE, or try --demo.";

    /** @param keepTokens whether the refresh token may be in the database */
    UpstreamSettings read(boolean keepTokens) {
        DataCentre centre = values.choice(SDP_DATA_CENTER, DataCentre.class);
        URI base = host(SDP_BASE_URL, centre.api());
        String clientId = values.required(SDP_CLIENT_ID, SELF_CLIENT);
        OAuthClient oauth = new OAuthClient(
                host(SDP_ACCOUNTS_URL, centre.accounts()),
                values.bounded(SDP_CLIENT_ID, clientId, MAX_CLIENT_ID_LENGTH, SELF_CLIENT),
                new Secret(values.required(SDP_CLIENT_SECRET, SELF_CLIENT)),
                refreshToken(keepTokens));
        return new UpstreamSettings(
                URI.create(base + "/app/" + instance()),
                oauth,
                values.text(
                        SDP_DEFAULT_TECHNICIAN_EMAIL,
                        EMAIL.asMatchPredicate(),
                        "Give one e-mail address, for example desk@example.com."),
                timeZone(),
                values.count(SDP_RATE_LIMIT_PER_MINUTE),
                values.count(SDP_MAX_TEXT_CHARACTERS),
                values.count(SDP_RESULT_BUDGET));
    }

    /** Named by region, so that summer time is known; an offset such as +01:00 is refused. */
    private Optional<ZoneId> timeZone() {
        return values.text(
                        SDP_TIME_ZONE,
                        ZoneId.getAvailableZoneIds()::contains,
                        "Give an IANA name such as America/New_York or Asia/Kolkata, or UTC.")
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of);
    }

    private Optional<Secret> refreshToken(boolean keepTokens) {
        Optional<String> token = keepTokens
                ? values.text(SDP_REFRESH_TOKEN)
                : Optional.of(values.required(SDP_REFRESH_TOKEN, SELF_CLIENT));
        return token.map(text -> values.bounded(SDP_REFRESH_TOKEN, text, MAX_TOKEN_LENGTH, SELF_CLIENT))
                .map(Secret::new);
    }

    private String instance() {
        values.required(SDP_INSTANCE_NAME, INSTANCE_FIX);
        return values.text(SDP_INSTANCE_NAME, INSTANCE.asMatchPredicate(), INSTANCE_FIX)
                .filter(INSTANCE.asMatchPredicate())
                .orElse("");
    }

    /** A scheme and a host. Plain HTTP is for loopback only, since requests carry credentials. */
    private URI host(ConfigurationKey key, URI defaultHost) {
        return values.url(
                        key,
                        url -> url.getPath().isEmpty() && isSafe(url),
                        "Give https://HOST without a path; http:// is for this machine only.")
                .orElse(defaultHost);
    }

    private static boolean isSafe(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || NetworkNames.isLoopback(NetworkNames.withoutBrackets(url.getHost()));
    }
}
