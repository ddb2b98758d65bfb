package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchIT {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"tools/list\"}";
    private static final String BAD = "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"no/such\"}";

    private final Target target = Deployment.target();

    @Test
    void answers_a_batch_with_one_event() {
        try (TestSession session = TestSession.ready(target, "2025-03-26")) {
            session.expect("\"p\"", "ping");
            session.expect("\"l\"", "tools/list");

            assertThat(session.post("[" + PING + "," + LIST + "," + BAD + "]").statusCode())
                    .isEqualTo(202);

            JsonNode answers = session.batch();
            assertThat(answers)
                    .extracting(answer -> answer.get("id").asText())
                    .containsExactlyInAnyOrder("p", "l", "b");
        }
    }

    @Test
    void answers_the_rest_of_a_batch_that_holds_no_message_at_its_beginning() {
        try (TestSession session = TestSession.ready(target, "2025-03-26")) {
            session.expect("\"p\"", "ping");

            HttpResponse<String> response = session.post("[17," + PING + "]");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(session.batch()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-06-18", "2025-11-25"})
    void refuses_batches_in_other_revisions(String revision) {
        try (TestSession session = TestSession.ready(target, revision)) {
            assertThat(session.post("[" + PING + "]").statusCode()).isEqualTo(400);
        }
    }
}
