package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a text what must not be logged: every secret of the configuration wherever it stands, the values of JSON
 * members whose names speak of secrets, tokens in headers, e-mail addresses, session ids. Slow, and meant for logs that are
 * switched on to find a fault. Thread-safe.
 */
public final class Masking {

    private static final String STARS = "***";
    private static final int LONGEST = 4_096;

    /** Read beyond what is shown, so that the patterns see the whole of what the cut would have halved. */
    private static final int LEAST_BEYOND = 512;

    /** Names are bounded, or a text of nothing but such words costs the square of its length; a value may be cut off. */
    private static final Pattern MEMBER = Pattern.compile(
            "(\"[^\"]{0,64}(?:password|passwd|secret|token|api[_-]?key|authorization|credential)[^\"]{0,64}\"\\s*+:\\s*+)"
                    + "(?:\"(?:[^\"\\\\]|\\\\.)*+\\\\?+(?:\"|\\z)|[0-9]+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern BEARER =
            Pattern.compile("\\b(Bearer|Basic|Zoho-oauthtoken)\\s+[A-Za-z0-9._~+/=-]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SESSION = Pattern.compile("sessionId=[A-Za-z0-9_-]+");
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");

    private volatile Known known;

    /** @param beyond characters to read beyond what is shown */
    private record Known(List<String> secrets, int beyond) {

        static Known of(List<String> secrets) {
            // The longest first: one secret may be part of another.
            List<String> longestFirst = secrets.stream()
                    .filter(secret -> !secret.isBlank())
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
            return new Known(
                    longestFirst, longestFirst.stream().mapToInt(String::length).reduce(LEAST_BEYOND, Math::max));
        }
    }

    /** @param secrets blank ones are passed over */
    public Masking(List<String> secrets) {
        known = Known.of(secrets);
    }

    /** Knows every secret of the configuration, and the API keys that come into force later. */
    public static Masking of(ServerConfiguration configuration, CurrentKeys keys) {
        List<String> atStart = secretsOf(configuration);
        Masking masking = new Masking(atStart);
        keys.follow(entries -> masking.known = Known.of(Stream.concat(
                        atStart.stream(),
                        entries.stream().map(entry -> entry.key().secret().reveal()))
                .toList()));
        return masking;
    }

    private static List<String> secretsOf(ServerConfiguration configuration) {
        List<String> all = new ArrayList<>();
        configuration.access().apiKeys().stream()
                .map(ApiKey::secret)
                .map(Secret::reveal)
                .forEach(all::add);
        OAuthClient oauth = configuration.upstream().oauth();
        all.add(oauth.clientSecret().reveal());
        oauth.refreshToken().map(Secret::reveal).ifPresent(all::add);
        configuration.storage().encryptionKey().map(Secret::reveal).ifPresent(all::add);
        configuration.storage().previousEncryptionKeys().stream()
                .map(Secret::reveal)
                .forEach(all::add);
        configuration.traces().headers().values().stream().map(Secret::reveal).forEach(all::add);
        configuration
                .storage()
                .postgres()
                .map(postgres -> postgres.password().reveal())
                .ifPresent(all::add);
        return all;
    }

    /** The text without the secrets of this server and without tokens of headers; everything else stays. */
    public String withoutSecrets(String text) {
        String masked = text;
        for (String secret : known.secrets()) {
            masked = masked.replace(secret, STARS);
        }
        return BEARER.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(STARS));
    }

    /**
     * The text, masked, and cut to {@value #LONGEST} characters. What is cut off costs nothing, however long it is; of a longer
     * text the last piece that was looked at is not shown, since it may end in half a secret.
     */
    public String mask(String text) {
        int beyond = known.beyond();
        if (text.length() <= LONGEST + beyond) {
            String masked = masked(text);
            return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
        }
        String masked = masked(text.substring(0, LONGEST + beyond));
        return masked.substring(0, Math.min(LONGEST, Math.max(0, masked.length() - beyond))) + "...";
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : known.secrets()) {
            masked = masked.replace(secret, STARS);
        }
        masked = MEMBER.matcher(masked).replaceAll("$1\"" + STARS + '"');
        masked = BEARER.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(STARS));
        masked = SESSION.matcher(masked).replaceAll("sessionId=" + STARS);
        return EMAIL.matcher(masked).replaceAll(STARS + "@" + STARS);
    }
}
