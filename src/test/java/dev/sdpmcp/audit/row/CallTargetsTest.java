package dev.sdpmcp.audit.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTargetsTest {

    private static CallTargets of(String number) throws Exception {
        CallTargets targets = new CallTargets();
        targets.inArguments("request", (ObjectNode) new ObjectMapper().readTree("{\"request_id\":" + number + "}"));
        return targets;
    }

    @Tag("reports")
    @ParameterizedTest(name = "B03: {0}")
    @ValueSource(
            strings = {
                "250",
                "250.0",
                "\"#250\"",
                "\"##RE-250##\"",
                "\"Request no. 250\"",
                "\"ticket #250\"",
                "[\"250\"]",
                "{\"id\":\"250\"}"
            })
    void knows_a_number_as_tools_take_it(String number) throws Exception {
        assertThat(of(number).entity()).isEqualTo("250");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"250 or 251\"",
                "\"250x\"",
                "\"0b0c1d2e-1111-4222-8333-444455556666\"",
                "\"see the ticket of this morning which is 250\"",
                "\"\""
            })
    void takes_nothing_else_for_a_number(String text) throws Exception {
        assertThat(of(text).entity()).isNull();
    }
}
