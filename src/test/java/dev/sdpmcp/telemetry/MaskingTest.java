package dev.sdpmcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    private final Masking masking = new Masking(List.of("known-secret", "known-secret-and-more", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a known-secret here|a *** here",
                "a known-secret-and-more here|a *** here",
                "{\"password\":\"hunter2\",\"title\":\"x\"}|{\"password\":\"***\",\"title\":\"x\"}",
                "{\"client_secret\" : \"a\\\"b\"}|{\"client_secret\" : \"***\"}",
                "{\"refreshToken\":12345}|{\"refreshToken\":\"***\"}",
                "{\"X-API-Key\":\"abc\"}|{\"X-API-Key\":\"***\"}",
                "Authorization: Bearer abc.def-ghi|Authorization: Bearer ***",
                "Zoho-oauthtoken 1000.abc.def|Zoho-oauthtoken ***",
                "/messages?sessionId=AbC-_123|/messages?sessionId=***",
                "mail ann.smith+x@example.co.uk now|mail ***@*** now"
            })
    void masks_secrets_tokens_addresses_and_session_ids(String text, String masked) {
        assertThat(masking.mask(text)).isEqualTo(masked);
    }

    @Test
    void masks_keys_of_the_start_and_of_a_reload() {
        String first = "first-key-0123456789abcdef0123456789";
        String later = "later-key-fedcba9876543210fedcba9876";
        ServerConfiguration configuration = ConfigurationReader.read(ConfigurationSource.of(Map.of(
                "SDP_API_KEYS", first,
                "SDP_CLIENT_ID", "1000.ABC",
                "SDP_CLIENT_SECRET", "client-secret",
                "SDP_REFRESH_TOKEN", "refresh-token",
                "SDP_INSTANCE_NAME", "itdesk")));
        CurrentKeys keys = new CurrentKeys(configuration.access().apiKeys());
        Masking masksNewKeys = Masking.of(configuration, keys);

        keys.replace(List.of(new ApiKey("later", new Secret(later), false)));

        assertThat(masksNewKeys.mask("a " + first + " b " + later + " c client-secret d"))
                .isEqualTo("a *** b *** c *** d");
        assertThat(masksNewKeys.withoutSecrets(later)).isEqualTo("***");
    }

    @Test
    void leaves_other_text_unchanged() {
        String text = "{\"id\":7,\"method\":\"tools/call\",\"params\":{\"subject\":\"printer @ 2nd floor\"}}";

        assertThat(masking.mask(text)).isEqualTo(text);
    }

    @Test
    void masks_before_cutting() {
        String masked = masking.mask("x".repeat(4_090) + "known-secret");

        assertThat(masked).doesNotContain("known").hasSizeLessThan(4_200);
    }

    @Test
    void shows_no_part_of_a_secret_at_the_cut_of_a_long_text() {
        Masking longOnes = new Masking(List.of("S".repeat(2_000)));

        for (int at : List.of(4_000, 4_090, 4_095, 4_600, 6_090)) {
            String text = "x".repeat(at) + "S".repeat(2_000) + "y".repeat(100_000);
            assertThat(longOnes.mask(text))
                    .startsWith("x".repeat(2_000))
                    .doesNotContain("S")
                    .endsWith("...");
        }
    }

    @Test
    void shows_no_part_of_a_secret_after_masking_has_shortened_the_text() {
        String shortened = "known-secret-and-more ".repeat(100);

        String masked =
                masking.mask(shortened + "x".repeat(4_096 + 512 - shortened.length() - 6) + "known-secret".repeat(99));

        assertThat(masked).doesNotContain("known");
    }

    @Test
    void masks_a_value_that_is_longer_than_the_part_that_is_read() {
        String masked =
                masking.mask("{\"subject\":\"" + "x".repeat(3_000) + "\",\"password\":\"" + "q".repeat(50_000) + "\"}");

        assertThat(masked).contains("xxx").doesNotContain("q");
    }

    @Test
    @Timeout(20)
    void masks_hostile_texts_in_linear_time() {
        for (String hostile : List.of(
                "a.".repeat(300_000),
                "\"token".repeat(200_000),
                "\"" + "token".repeat(200_000),
                "\"password\":\"" + "\\q".repeat(500_000),
                "a@a.".repeat(200_000))) {
            assertThat(masking.mask(hostile)).hasSizeLessThan(4_200);
        }
    }
}
