package dev.sdpmcp.desk.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.desk.module.engine.DescribedField;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.FieldType;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.TenantContract;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.QuietContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each description of a module against the simulator, over HTTP: fields, types, mandatory and read-only fields as its
 * {@code _metainfo} has them, and operations by its answers. The two are written apart from each other.
 */
@Tag("component")
class ModuleContractTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    @AfterAll
    static void close() {
        DESK.close();
    }

    static List<ModuleDescription> modules() {
        return Modules.ALL;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void its_fields_are_those_of_the_site(ModuleDescription module) {
        assertThat(TenantContract.differences(module, DESK.helpDesk())).isEmpty();
    }

    /** The argument that asks for records in every state, where there are states. */
    private static String everything(ModuleDescription module) {
        return Objects.requireNonNull(module.list()).state() == null ? "" : "'state':'all',";
    }

    static Stream<Arguments> sorts() {
        return Modules.ALL.stream()
                .flatMap(module ->
                        Objects.requireNonNull(module.list()).sorts().stream().map(sort -> Arguments.of(module, sort)));
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void its_list_is_sorted_by_each_field_that_it_offers(ModuleDescription module, String sort) {
        JsonNode page = DESK.ok(
                "list_" + module.plural(), "{" + everything(module) + "'page_size':5,'sort_by':'" + sort + "'}");

        assertThat(page.path("returned").asInt()).isEqualTo(5);
    }

    static Stream<Arguments> filters() {
        return Modules.ALL.stream()
                .flatMap(module -> Objects.requireNonNull(module.list()).filters().stream()
                        .map(DescribedField::field)
                        .filter(field -> field.type() == FieldType.LOOKUP)
                        .map(field -> Arguments.of(module, field)));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void each_condition_of_its_list_leaves_only_rows_that_meet_it(ModuleDescription module, Field field) {
        JsonNode all = DESK.ok("list_" + module.plural(), "{" + everything(module) + "'page_size':50}");
        String id = all.path(module.plural()).path(0).path("id").asText();
        JsonNode one = DESK.ok("get_" + module.singular(), "{'" + module.idArgument() + "':'" + id + "'}");
        String value = one.findPath(field.name()).asText();
        assertThat(value).as("the first record has a " + field.name()).isNotEmpty();

        JsonNode page = DESK.ok(
                "list_" + module.plural(),
                "{" + everything(module) + "'page_size':100,'" + field.name() + "':'" + value + "'}");

        assertThat(page.path("returned").asInt()).isPositive();
        assertThat(page.path(module.plural())).allSatisfy(row -> {
            JsonNode shown = row.path(field.name());
            assertThat(shown.isMissingNode() || shown.asText().equals(value)).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("modules")
    void its_tools_name_the_scopes_of_its_module(ModuleDescription module) {
        List<String> tools = DESK.tools().list(new QuietContext()).stream()
                .map(ToolListing::name)
                .filter(name -> name.endsWith("_" + module.singular()) || name.endsWith("_" + module.plural()))
                .filter(name -> DESK.tools()
                        .declared(name)
                        .orElseThrow()
                        .toolset()
                        .equals(module.toolset().name()))
                .toList();

        assertThat(tools)
                .hasSizeGreaterThan(4)
                .allSatisfy(name -> assertThat(
                                DESK.tools().declared(name).orElseThrow().scopes())
                        .allMatch(scope -> scope.startsWith(
                                "SDPOnDemand." + module.toolset().module() + ".")));
    }
}
