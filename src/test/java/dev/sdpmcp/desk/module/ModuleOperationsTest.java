package dev.sdpmcp.desk.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.desk.module.engine.DescribedField;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.FieldType;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tools of every described module do, against the simulator over HTTP: pages, one record, writes and failures. */
@Tag("component")
class ModuleOperationsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final String NEW_TITLE = "Made by a test of all modules";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    static List<ModuleDescription> modules() {
        return Modules.ALL;
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode everything(ModuleDescription module) {
        boolean states = Objects.requireNonNull(module.list()).state() != null;
        return states ? arguments().put("state", "all") : arguments();
    }

    private static JsonNode list(ModuleDescription module, ObjectNode arguments) {
        return DESK.ok("list_" + module.plural(), arguments.toString());
    }

    private static String firstId(ModuleDescription module) {
        return list(module, everything(module))
                .path(module.plural())
                .path(0)
                .path("id")
                .asText();
    }

    private static ObjectNode named(ModuleDescription module, String id) {
        return arguments().put(module.idArgument(), id);
    }

    private static JsonNode get(ModuleDescription module, String id) {
        return DESK.ok("get_" + module.singular(), named(module, id).toString());
    }

    /** All that a new record needs, with the values of a record that there is. */
    private static ObjectNode newRecord(ModuleDescription module) {
        JsonNode other = get(module, firstId(module));
        ObjectNode given = arguments();
        for (DescribedField argument : Objects.requireNonNull(module.create()).arguments()) {
            Field field = argument.field();
            if (field.name().equals(module.titleField())) {
                given.put(field.name(), NEW_TITLE);
            } else if (argument.required()) {
                given.put(
                        field.name(),
                        switch (field.type()) {
                            case TEXT, HTML -> "As " + field.label();
                            case TECHNICIAN, REQUESTER -> "omar.diaz@example.org";
                            case CHOICE -> field.choices().getFirst();
                            default -> other.findPath(field.name()).asText();
                        });
            }
        }
        return given;
    }

    private static JsonNode create(ModuleDescription module) {
        return DESK.ok("create_" + module.singular(), newRecord(module).toString());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pages_hold_all_records_once(ModuleDescription module) {
        List<String> ids = new ArrayList<>();
        JsonNode page = list(module, everything(module).put("page_size", 4));
        int total = page.path("total").asInt();
        while (true) {
            page.path(module.plural()).forEach(row -> ids.add(row.path("id").asText()));
            if (!page.path("has_more").asBoolean()) {
                break;
            }
            String next = page.path("next").asText();
            page = list(module, everything(module).put("page_size", 4).put("cursor", next));
        }

        assertThat(ids).hasSize(total).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_record_is_shown_as_its_row_and_found_by_its_number(ModuleDescription module) {
        JsonNode row = list(module, everything(module)).path(module.plural()).path(0);

        JsonNode shown = get(module, row.path("id").asText());

        assertThat(shown.path(module.titleField())).isEqualTo(row.path(module.titleField()));
        assertThat(row.has("display_id")).isEqualTo(module.prefix() != null);
        if (row.has("display_id")) {
            assertThat(get(module, row.path("display_id").asText())).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_record_is_created_once_and_the_first_of_its_list(ModuleDescription module) {
        assumeTrue(module.create() != null);

        JsonNode made = create(module);

        assertThat(made.path("done").asText()).isEqualTo("created");
        assertThat(create(module).path("already_created").asBoolean()).isTrue();
        assertThat(firstId(module)).isEqualTo(made.path("id").asText());
        assertThat(get(module, made.path("id").asText())
                        .path(module.titleField())
                        .asText())
                .isEqualTo(NEW_TITLE);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_change_changes_what_is_given_and_says_so(ModuleDescription module) {
        assumeTrue(module.create() != null && module.update() != null);
        String id = create(module).path("id").asText();
        JsonNode before = get(module, id);
        ObjectNode change = named(module, id).put(module.titleField(), "Another title");

        JsonNode updated = DESK.ok("update_" + module.singular(), change.toString());
        JsonNode after = get(module, id);

        assertThat(updated.path("changed").findValuesAsText("field")).containsExactly(module.titleField());
        assertThat(after.path(module.titleField()).asText()).isEqualTo("Another title");
        assertThat(after.path("description")).isEqualTo(before.path("description"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_deleted_record_is_no_longer_listed(ModuleDescription module) {
        String tool = "delete_" + module.singular();
        assumeTrue(DESK.tools().declared(tool).isPresent());
        String id = create(module).path("id").asText();

        DESK.ok(tool, named(module, id).toString());

        assertThat(list(module, everything(module)).path(module.plural()).findValuesAsText("id"))
                .isNotEmpty()
                .doesNotContain(id);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_record_that_was_moved_to_the_trash_is_restored(ModuleDescription module) {
        String tool = "restore_" + module.singular();
        assumeTrue(DESK.tools().declared(tool).isPresent());
        String id = create(module).path("id").asText();
        DESK.ok("delete_" + module.singular(), named(module, id).toString());

        JsonNode restored = DESK.ok(tool, named(module, id).toString());

        assertThat(restored.path("done").asText()).isEqualTo("restored");
        assertThat(firstId(module)).isEqualTo(id);
    }

    static Stream<Arguments> lookups() {
        return Modules.ALL.stream()
                .flatMap(module -> Objects.requireNonNull(module.list()).filters().stream()
                        .map(DescribedField::field)
                        .filter(field -> field.type() == FieldType.LOOKUP)
                        .map(field -> Arguments.of(module, field)));
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void an_unknown_name_is_answered_with_those_there_are(ModuleDescription module, Field field) {
        String tool = "list_" + module.plural();
        String text = DESK.failure(
                tool, everything(module).put(field.name(), "Atlantis").toString());

        assertThat(text).startsWith("There is no " + field.name() + " \"Atlantis\". Take one of: ");
        assertThat(text).doesNotContain("this site has none");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bad_arguments_reach_no_help_desk(ModuleDescription module) {
        int before = DESK.log().path("entries").size();
        for (String wrong : Set.of("{'page_size':0}", "{'sort_by':'luck'}", "{'colour':'red'}")) {
            assertThatThrownBy(() -> DESK.call("list_" + module.plural(), wrong))
                    .as(wrong)
                    .isInstanceOf(InvalidArguments.class);
        }
        assertThatThrownBy(() -> DESK.call("get_" + module.singular(), "{}")).isInstanceOf(InvalidArguments.class);

        assertThat(DESK.log().path("entries")).hasSize(before);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_record_that_there_is_not_is_said_to_be_missing(ModuleDescription module) {
        String tool = "get_" + module.singular();
        String id = named(module, "999999999999999999").toString();

        assertThat(DESK.failure(tool, id)).contains("There is no " + module.singular(), "999999999999999999");
        assertThat(DESK.causeOf(tool, id)).isEqualTo(FailureCause.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_failure_of_the_help_desk_is_reported_as_one(ModuleDescription module) {
        String tool = "list_" + module.plural();
        DESK.fault("{\"kind\":\"server_error\",\"path\":\"/" + module.plural() + "\",\"count\":2}");

        assertThat(DESK.failure(tool, "{}")).contains("ServiceDesk Plus");
        assertThat(DESK.causeOf(tool, "{}")).isEqualTo(FailureCause.UPSTREAM_UNAVAILABLE);
        assertThat(list(module, everything(module)).path("returned").asInt()).isPositive();
    }
}
