package dev.sdpmcp.audit.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.telemetry.KnownSecrets;
import org.junit.jupiter.api.Test;

class RecordedArgumentsTest {

    private static final String SECRET = "key-of-ann-0123456789abcdef0123456789abcdef";

    private final RecordedArguments recorded = new RecordedArguments(KnownSecrets.masking(SECRET));

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    void keep_short_values_unchanged() {
        ObjectNode arguments = object().put("request_id", "1042")
                .put("technician", "ann@example.com")
                .put("page", 2);

        assertThat(recorded.of(arguments)).isEqualTo(arguments.toString());
    }

    @Test
    void keep_a_digest_of_long_text() {
        String text = "My printer is on fire. ".repeat(50);

        String json = recorded.of(object().put("description", text));

        assertThat(json).contains("[sha256:", ", 1150 characters]").doesNotContain("printer");
        assertThat(json).isEqualTo(recorded.of(object().put("description", text)));
        assertThat(json).isNotEqualTo(recorded.of(object().put("description", text.replace("fire", "mice"))));
    }

    @Test
    void keep_no_value_with_the_name_of_a_secret() {
        ObjectNode arguments = object().put("password", "hunter2").put("apiKey", "x");
        arguments.set("udf_fields", object().put("txt_Token", "t0ken"));

        assertThat(recorded.of(arguments))
                .isEqualTo(
                        "{\"password\":\"[secret]\",\"apiKey\":\"[secret]\",\"udf_fields\":{\"txt_Token\":\"[secret]\"}}");
    }

    @Test
    void mask_secrets_of_this_server_everywhere() {
        ObjectNode arguments = object().put("subject", "my key is " + SECRET).put(SECRET, "Bearer abc.def");
        arguments.putArray("list").add(SECRET);

        assertThat(recorded.of(arguments)).doesNotContain("0123456789abcdef", "abc.def");
    }

    @Test
    void are_bounded() {
        ObjectNode wide = object();
        for (int i = 0; i < 55; i++) {
            wide.put("name" + i, "x".repeat(110));
        }
        ObjectNode deep = object();
        ObjectNode inner = deep;
        for (int i = 0; i < 30; i++) {
            inner = inner.putObject("a");
        }

        assertThat(recorded.of(wide)).startsWith("{\"all\":\"[sha256:").hasSizeLessThan(100);
        assertThat(recorded.of(deep)).contains("[sha256:").hasSizeLessThan(200);
        assertThat(recorded.of(object().put("n".repeat(500), "v"))).hasSizeLessThan(100);
    }
}
