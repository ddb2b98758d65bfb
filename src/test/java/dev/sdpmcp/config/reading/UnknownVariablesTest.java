package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "SDP_API_KEY, SDP_API_KEYS",
        "SDP_HTTP_PROT, SDP_HTTP_PORT",
        "SSE_SESION_TIMEOUT, SSE_SESSION_TIMEOUT",
        "SDP_DATA_CENTRE, SDP_DATA_CENTER",
        "SSE_MAX_CONNECTION_PER_IP, SSE_MAX_CONNECTIONS_PER_IP",
        "SDP_API_KEY_FILE, SDP_API_KEYS_FILE",
        "SDP_DB_PASWORD_FILE, SDP_DB_PASSWORD_FILE"
    })
    void names_the_nearest_known_variable(String written, String meant) {
        assertThat(UnknownVariables.warnings(List.of(written)))
                .containsExactly("unknown variable " + written + ": did you mean " + meant + "?");
    }

    @Test
    void names_no_variable_if_none_is_similar() {
        assertThat(UnknownVariables.warnings(List.of("SDP_COMPLETELY_SOMETHING_ELSE")))
                .containsExactly("unknown variable SDP_COMPLETELY_SOMETHING_ELSE");
    }

    @Test
    void says_that_only_secrets_are_read_from_files() {
        assertThat(UnknownVariables.warnings(List.of("SDP_HTTP_PORT_FILE")))
                .containsExactly(
                        "unknown variable SDP_HTTP_PORT_FILE: only secrets are read from files, so set SDP_HTTP_PORT"
                                + " itself");
    }

    @Test
    void ignores_known_and_foreign_variables() {
        Set<String> known = ConfigurationKey.variables();

        assertThat(known).contains("SDP_API_KEYS", "SDP_API_KEYS_FILE", "SDP_HTTP_PORT");
        assertThat(UnknownVariables.warnings(known)).isEmpty();
        assertThat(UnknownVariables.warnings(List.of("PATH", "SSEX", "MY_SDP_KEY")))
                .isEmpty();
    }
}
