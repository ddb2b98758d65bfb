package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.text.Excerpt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks confidential data in a text: all secrets of the configuration, the values of JSON members with names of
 * secrets, tokens in headers, e-mail addresses and session ids. Slow; meant for debug logs. Thread-safe.
 */
public final class Masking {

    private static final String MASK = "***";
    private static final int MAX_LENGTH = 4_096;

    /** Characters read beyond the maximum length, so that a secret at the cut is seen as a whole. */
    private static final int MIN_LOOKAHEAD = 512;

    /** Bounded names keep the cost linear in the length of the text; a value may be cut off. */
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

    /** @param lookahead characters read beyond the maximum length */
    private record Known(List<String> secrets, int lookahead) {

        static Known of(List<String> secrets) {
            // longest first, since one secret may be part of another
            List<String> longestFirst = secrets.stream()
                    .filter(secret -> !secret.isBlank())
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
            return new Known(
                    longestFirst, longestFirst.stream().mapToInt(String::length).reduce(MIN_LOOKAHEAD, Math::max));
        }
    }

    /** @param secrets blank ones are ignored */
    public Masking(List<String> secrets) {
        known = Known.of(secrets);
    }

    /** Masks every secret of the configuration, and API keys that a reload adds. */
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

    /** Masks only the secrets of this server and tokens in headers. */
    public String withoutSecrets(String text) {
        String masked = text;
        for (String secret : known.secrets()) {
            masked = masked.replace(secret, MASK);
        }
        return BEARER.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
    }

    /**
     * Masks a text and cuts it to {@value #MAX_LENGTH} characters. The cost is bounded, however long the text is; of a
     * longer text the last piece that was read is dropped, since it may end within a secret.
     */
    public String mask(String text) {
        int lookahead = known.lookahead();
        if (text.length() <= MAX_LENGTH + lookahead) {
            return Excerpt.of(masked(text), MAX_LENGTH, "...");
        }
        String masked = masked(text.substring(0, MAX_LENGTH + lookahead));
        return Excerpt.start(masked, Math.min(MAX_LENGTH, Math.max(0, masked.length() - lookahead))) + "...";
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : known.secrets()) {
            masked = masked.replace(secret, MASK);
        }
        masked = MEMBER.matcher(masked).replaceAll("$1\"" + MASK + '"');
        masked = BEARER.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
        masked = SESSION.matcher(masked).replaceAll("sessionId=" + MASK);
        return EMAIL.matcher(masked).replaceAll(MASK + "@" + MASK);
    }
}
