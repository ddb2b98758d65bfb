package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptions of fields that a client can compare with its own. */
@Tag("component")
class MetainfoTest {
    private static final List<String> TYPES = List.of(
            "long",
            "integer",
            "double",
            "string",
            "html",
            "boolean",
            "datetime",
            "duration",
            "lookup",
            "object",
            "array");

    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests",
                "problems",
                "changes",
                "releases",
                "solutions",
                "topics",
                "tasks",
                "users",
                "requesters",
                "technicians",
                "groups",
                "priorities",
                "change_statuses",
                "requests/ID/notes",
                "requests/ID/notifications",
                "requests/ID/conversations",
                "requests/ID/drafts",
                "requests/ID/history",
                "requests/ID/worklogs",
                "problems/ID/notes",
                "changes/ID/tasks"
            })
    void every_field_has_a_type_and_every_lookup_a_module(String path) {
        List<JsonNode> fields = new ArrayList<>();
        collect(metainfo(path).at("/fields"), fields);

        assertThat(fields).isNotEmpty().allSatisfy(field -> {
            assertThat(field.at("/type").asText()).isIn(TYPES);
            assertThat(field.at("/mandatory").isBoolean()).isTrue();
            assertThat(field.at("/read_only").isBoolean()).isTrue();
            String type = field.path("element_type").asText(field.path("type").asText());
            if (type.equals("lookup")) {
                assertThat(field.at("/lookup_entity").asText()).isNotEmpty();
            }
            if (field.has("href")) {
                assertThat(simulator.get(field.at("/href").asText()).status()).isEqualTo(200);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "problem", "change", "release", "solution", "user", "priority"})
    void a_record_has_exactly_the_described_fields(String module) {
        String path = module.equals("priority") ? "priorities" : module + "s";
        String id = simulator.get("/" + path).at("/" + path + "/0/id").asText();

        JsonNode record = simulator.get("/" + path + "/" + id).at("/" + module);

        JsonNode metainfo = metainfo(path);
        assertThat(metainfo.at("/entity").asText()).isEqualTo(module);
        assertThat(names(metainfo.at("/fields"))).isEqualTo(names(record));
    }

    @ParameterizedTest
    @CsvSource({
        "problems, /title/mandatory, true",
        "problems, /title/constraints/max_length, 250",
        "problems, /display_id/read_only, true",
        "problems, /display_id/fields/value/type, string",
        "problems, /root_cause/fields/root_cause_description/type, html",
        "problems, /status/lookup_entity, status",
        "changes, /status/href, /change_statuses",
        "changes, /workflow/lookup_entity, change_workflow",
        "changes, /approval_status/read_only, true",
        "changes, /scheduled_start_time/type, datetime",
        "changes, /udf_fields/fields/bool_customers_informed/type, boolean",
        "changes, /retrospective/default_value, false",
        "releases, /stage/href, /release_stages",
        "solutions, /topic/href, /topics",
        "solutions, /topic/mandatory, true",
        "solutions, /approval_status/read_only, true",
        "users, /email_id/unique, true",
        "tasks, /percentage_completion/constraints/max_value, 100",
        "requests/ID/notifications, /type/constraints/allowed_values/1, forward",
        "requests/ID/worklogs, /owner/mandatory, true"
    })
    void metainfo_has_what_a_client_needs_to_compare(String path, String pointer, String value) {
        assertThat(metainfo(path).at("/fields" + pointer).asText()).isEqualTo(value);
    }

    @Test
    void mandatory_fields_of_the_tenant_are_mandatory() {
        simulator.settings("{'mandatoryFields':['mode']}");

        assertThat(metainfo("requests").at("/fields/mode/mandatory").asBoolean())
                .isTrue();
        assertThat(metainfo("problems").at("/fields/category/mandatory").asBoolean())
                .isFalse();
    }

    private static JsonNode metainfo(String path) {
        String module = path.split("/")[0];
        String id = simulator.get("/" + module).at("/" + module + "/0/id").asText();
        return simulator.get("/" + path.replace("ID", id) + "/_metainfo").at("/metainfo");
    }

    private static void collect(JsonNode fields, List<JsonNode> all) {
        for (JsonNode field : fields) {
            all.add(field);
            collect(field.path("fields"), all);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
