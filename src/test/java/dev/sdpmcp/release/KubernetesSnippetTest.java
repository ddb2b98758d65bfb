package dev.sdpmcp.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sdpmcp.config.reading.ConfigurationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Deployment in docs/deployment.md fits the image and the settings. */
class KubernetesSnippetTest {

    /** What the server takes at most to say goodbye and to stop. */
    private static final int LONGEST_STOP = 40;

    private final JsonNode pod = snippet().at("/spec/template/spec");
    private final JsonNode container = pod.at("/containers/0");
    private final ImageRecipe image = ImageRecipe.read(Path.of("Dockerfile"));

    KubernetesSnippetTest() throws IOException {}

    private static JsonNode snippet() throws IOException {
        Matcher found = Pattern.compile("```yaml\\n(apiVersion.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/deployment.md")));
        assertThat(found.find()).isTrue();
        return new ObjectMapper(new YAMLFactory()).readTree(found.group(1));
    }

    @Test
    void each_probe_asks_its_own_question_under_a_name_of_the_server() {
        Stream.of("startup:started", "liveness:live", "readiness:ready").forEach(pair -> {
            String[] kindAndPath = pair.split(":");
            JsonNode get = container.at("/" + kindAndPath[0] + "Probe/httpGet");
            assertThat(get.path("path").asText()).isEqualTo("/health/" + kindAndPath[1]);
            assertThat(get.at("/httpHeaders/0/value").asText()).isEqualTo(setting("SDP_ALLOWED_HOSTS"));
        });
    }

    private String setting(String name) {
        for (JsonNode each : container.get("env")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("value").asText();
            }
        }
        throw new AssertionError(name + " is not set");
    }

    @Test
    void settings_are_known_and_data_lie_on_the_volume() {
        Set<String> known = Stream.of(ConfigurationKey.values()).map(Enum::name).collect(Collectors.toSet());
        container
                .get("env")
                .forEach(each -> assertThat(known).contains(each.path("name").asText()));
        assertThat(setting("SDP_DATA_DIR"))
                .startsWith(container.at("/volumeMounts/0/mountPath").asText() + "/");
        assertThat(container.at("/volumeMounts/0/mountPath").asText()).isEqualTo(image.words("VOLUME"));
        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(image.words("EXPOSE"));
    }

    @Test
    void the_pod_is_the_image_s_user_and_has_time_to_stop() {
        assertThat(pod.at("/securityContext/runAsUser").asText() + ":"
                        + pod.at("/securityContext/runAsGroup").asText())
                .isEqualTo(image.words("USER"));
        assertThat(pod.get("terminationGracePeriodSeconds").asInt()).isGreaterThan(LONGEST_STOP);
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
    }
}
