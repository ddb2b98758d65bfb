package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.FakeProxy.refusal;
import static dev.sdpmcp.doctor.FakeProxy.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.doctor.FakeProxy.Behaviour;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses without a stream, and the findings about them. */
@Tag("component")
class StreamRefusalTest {

    @TempDir
    Path home;

    private String findings(Behaviour behaviour) throws Exception {
        return StreamCheckTest.findings(home, behaviour);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|text/html|<html>login</html>|answers with a web page",
                "401|text/html|<html>login</html>|answers with a web page",
                "404|text/html|<html>no</html>|HTTP 404",
                "502|text/html|<html>bad</html>|does not reach the server",
                "503|text/plain|busy|does not reach the server",
                "421|text/plain|what|SDP_ALLOWED_HOSTS=127.0.0.1",
                "200|application/json|{}|instead of a stream"
            })
    void other_answers_are_distinguished(int status, String type, String body, String finding) throws Exception {
        assertThat(findings((request, proxy, output) -> output.write(whole(status, type, body))))
                .startsWith("FAIL  stream: ")
                .contains(finding)
                .contains(". Fix: ");
    }

    @Test
    void a_redirect_is_reported_without_its_query() throws Exception {
        assertThat(findings((request, proxy, output) -> output.write(
                        whole(302, "text/html", "", "Location: https://login.example.com/start?state=very-secret"))))
                .contains("redirects to https://login.example.com/start.")
                .doesNotContain("very-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "401,Invalid API key,does not know the first key",
        "403,Host not allowed,SDP_ALLOWED_HOSTS=127.0.0.1",
        "403,IP not allowed,SDP_TRUSTED_PROXIES",
        "401,API key required,drops both X-API-Key and Authorization",
        "429,Connection limit exceeded,docs/troubleshooting.md"
    })
    void refusals_of_the_server_are_reported_with_the_setting_to_change(int status, String error, String finding)
            throws Exception {
        assertThat(findings((request, proxy, output) -> output.write(refusal(status, error))))
                .contains("FAIL")
                .contains(finding);
    }
}
