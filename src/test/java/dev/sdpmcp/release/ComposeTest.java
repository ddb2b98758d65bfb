package dev.sdpmcp.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sdpmcp.config.reading.ConfigurationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** compose.yaml, the Dockerfile, nginx.conf and the settings speak of the same names, ports and folders. */
class ComposeTest {

    private static final Path FILE = Path.of("compose.yaml");
    private static final Set<String> KEYS =
            Stream.of(ConfigurationKey.values()).map(Enum::name).collect(Collectors.toSet());

    private final JsonNode compose = new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
    private final JsonNode server = compose.at("/services/sdp-mcp");
    private final ImageRecipe image = ImageRecipe.read(Path.of("Dockerfile"));

    ComposeTest() throws IOException {}

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void sets_and_asks_for_settings_that_there_are() throws IOException {
        assertThat(server.get("environment").fieldNames()).toIterable().isSubsetOf(KEYS);
        Matcher asked = Pattern.compile("\\$\\{([A-Z_]+)").matcher(Files.readString(FILE));
        assertThat(asked.results().map(found -> found.group(1))).isNotEmpty().isSubsetOf(KEYS);
        assertThat(image.environment().keySet()).isSubsetOf(KEYS);
    }

    @Test
    void no_password_stands_in_it() throws IOException {
        assertThat(Files.readAllLines(FILE))
                .filteredOn(line -> line.matches(".*PASSWORD: .*"))
                .hasSize(2)
                .allMatch(line -> line.contains("${SDP_DB_PASSWORD:?"));
    }

    @Test
    void every_service_has_bounds_and_may_do_little() {
        compose.get("services").properties().forEach(entry -> {
            JsonNode service = entry.getValue();
            assertThat(service.path("read_only").asBoolean()).as(entry.getKey()).isTrue();
            assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(texts(service.path("security_opt"))).contains("no-new-privileges:true");
            assertThat(service.has("mem_limit") && service.has("pids_limit")).isTrue();
            assertThat(service.has("healthcheck") || service.has("build")).isTrue();
        });
        assertThat(image.words("HEALTHCHECK")).contains("/health/ready");
    }

    @Test
    void the_server_goes_before_its_database_and_not_after_its_streams() throws IOException {
        assertThat(server.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
        assertThat(server.get("stop_grace_period").asText()).isEqualTo("60s");
        assertThat(image.words("STOPSIGNAL")).isEqualTo("SIGTERM");

        // services are stopped in the reverse order of their dependencies, and nginx cuts streams when it ends
        JsonNode nginx = compose.at("/services/nginx");
        assertThat(nginx.has("depends_on")).isFalse();
        assertThat(nginx.get("stop_grace_period").asText()).isEqualTo("40s");
        assertThat(Files.readString(Path.of("domain-config/nginx.conf"))).contains("worker_shutdown_timeout 30s;");
    }

    @Test
    void everything_comes_back_after_a_reboot() {
        // "on-failure" leaves alone what ended with 0, as the server does when the machine goes down
        assertThat(compose.get("services"))
                .allSatisfy(
                        service -> assertThat(service.path("restart").asText()).isEqualTo("unless-stopped"));
    }

    /** The server ends with 0 on SIGTERM: what restarts after failures only leaves it down after a reboot. */
    @Test
    void every_service_comes_back_after_a_reboot() {
        assertThat(compose.get("services").findValuesAsText("restart"))
                .hasSize(compose.get("services").size())
                .containsOnly("unless-stopped");
    }

    @Test
    void data_are_where_the_image_keeps_them() {
        String folder = image.environment().get("SDP_DATA_DIR");

        assertThat(image.words("VOLUME")).isEqualTo(folder);
        assertThat(server.at("/environment/SDP_DATA_DIR").asText()).isEqualTo(folder);
        assertThat(texts(server.get("volumes"))).containsExactly("data:" + folder);
        assertThat(compose.get("volumes").fieldNames()).toIterable().contains("data", "database");
    }

    @Test
    void nginx_finds_the_server_and_is_believed() throws IOException {
        String address = server.at("/networks/front/ipv4_address").asText();
        String port = server.at("/environment/SDP_HTTP_PORT").asText();
        String replacement = texts(compose.at("/services/nginx/command")).get(2);

        assertThat(image.words("EXPOSE")).isEqualTo(port);
        assertThat(replacement).contains("s/127.0.0.1:3000/" + address + ":" + port + "/");
        assertThat(Files.readString(Path.of("domain-config/nginx.conf")))
                .contains("server 127.0.0.1:3000;", "/var/log/nginx/sdp-mcp.log", "/var/log/nginx/sdp-mcp-error.log");
        assertThat(server.at("/environment/SDP_TRUSTED_PROXIES").asText())
                .isEqualTo(compose.at("/services/nginx/networks/front/ipv4_address")
                        .asText());
    }

    @Test
    void the_image_is_of_this_version() throws IOException {
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(server.get("image").asText()).isEqualTo("sdp-mcp:" + version.group(1));
        assertThat(image.words("LABEL")).contains("image.version=\"" + version.group(1) + "\"");
    }
}
