package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that no method declares: described members have the schema, the errors and the limits of annotated records. */
class DescribedToolsTest {

    private static final CallContext CONTEXT = new QuietContext();
    private static final ObjectMapper MAPPER = new JsonRpcCodec().mapper();

    private static final Shape INPUT = Shape.of(
            "test",
            List.of(
                    Member.required("title", "What it is about", Scalar.TEXT, Constraints.size(1, 20)),
                    Member.optional("story", "Story", Scalar.TEXT, Constraints.LONG_TEXT),
                    Member.optional("page", "Page", Scalar.INTEGER, Constraints.range(1, 50)),
                    Member.optional("state", "State", Choice.of(List.of("open", "all")), Constraints.NONE),
                    Member.optional(
                            "tags",
                            "Tags",
                            new ValueType.ListOf(Scalar.TEXT, Constraints.size(0, 5)),
                            Constraints.size(0, 2))));

    private final List<String> done = new ArrayList<>();

    private ToolDeclaration tool(String name, Effect effect, ToolHandler handler) {
        return new ToolDeclaration(
                "test",
                name,
                "Title",
                "Description",
                "tests",
                "",
                effect,
                false,
                true,
                Set.of(),
                INPUT,
                Optional.empty(),
                handler);
    }

    private static ToolRegistry registry(List<ToolDeclaration> tools) {
        return new ToolRegistry(List.of(tools::stream), MAPPER, LongText.DEFAULT_MAX_CHARACTERS);
    }

    private static ObjectNode sent(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
        } catch (java.io.IOException badTest) {
            throw new IllegalArgumentException(badTest);
        }
    }

    @Test
    void a_described_shape_has_the_schema_of_a_record_with_descriptions_that_say_more_than_the_name() {
        ToolListing listing = registry(List.of(tool("look", Effect.READ, (ToolHandler.Direct) (a, c) -> "")))
                .list(CONTEXT)
                .getFirst();

        assertThat(listing.inputSchema()).hasToString(sent("""
                {'type':'object','properties':{
                  'title':{'type':'string','description':'What it is about','minLength':1,'maxLength':20},
                  'story':{'type':'string'},
                  'page':{'type':'integer','minimum':1,'maximum':50},
                  'state':{'type':'string','enum':['open','all']},
                  'tags':{'type':'array','items':{'type':'string','maxLength':5},'maxItems':2}},
                 'required':['title'],'additionalProperties':false}""").toString());
    }

    @Test
    void its_arguments_are_bound_by_name() {
        ToolRegistry tools = registry(List.of(tool("look", Effect.READ, (ToolHandler.Direct) (bound, context) -> {
            Arguments arguments = (Arguments) bound;
            return arguments.requiredText("title") + arguments.integer("page") + arguments.names();
        })));

        assertThat(tools.call("look", sent("{'page':7,'title':'x','state':null}"), CONTEXT)
                        .content())
                .containsExactly(Content.text("x7[title, page]"));
        assertThatThrownBy(() -> tools.call("look", sent("{'page':70,'titles':'x'}"), CONTEXT))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"titles\": is unknown; did you mean \"title\"?; \"title\": is required");
        assertThatThrownBy(() -> tools.call("look", sent("{'page':70,'title':'','tags':['toolong']}"), CONTEXT))
                .hasMessage("\"page\": must be at most 50, not 70; \"tags[0]\": must have at most 5 characters, not"
                        + " \"toolong\"; \"title\": must not be empty");
    }

    private ToolRegistry planning() {
        return registry(List.of(tool("change", Effect.WRITE, (ToolHandler.Planning) (bound, context) -> {
            done.add("planned");
            return PlannedChange.of(() -> noted("shown", false), () -> noted("executed", true));
        })));
    }

    private ObjectNode noted(String what, boolean changed) {
        done.add(what);
        return JsonNodeFactory.instance.objectNode().put("done", changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'dry_run':false", ",'dry_run':null"})
    void a_change_is_planned_before_it_is_executed(String dryRun) {
        ToolResult result = planning().call("change", sent("{'title':'x'" + dryRun + "}"), CONTEXT);

        assertThat(done).containsExactly("planned", "executed");
        assertThat(result.content()).containsExactly(Content.text("{\"done\":true}"));
        assertThat(result.structuredContent()).hasToString("{\"done\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "'true'"})
    void a_dry_run_shows_the_plan_and_executes_nothing(String dryRun) {
        ToolResult result = planning().call("change", sent("{'title':'x','dry_run':" + dryRun + "}"), CONTEXT);

        assertThat(done).containsExactly("planned", "shown");
        assertThat(result.structuredContent()).hasToString("{\"done\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'perhaps'", "''", "'none'", "[]", "{}"})
    void a_dry_run_that_is_not_clear_changes_nothing(String dryRun) {
        assertThatThrownBy(() -> planning().call("change", sent("{'title':'x','dry_run':" + dryRun + "}"), CONTEXT))
                .isInstanceOf(InvalidArguments.class)
                .hasMessageContaining("dry_run");
        assertThat(done).isEmpty();
    }

    @Test
    void only_tools_that_change_something_have_a_dry_run() {
        ToolRegistry reading = registry(List.of(tool("look", Effect.READ, (ToolHandler.Direct) (a, c) -> "")));

        assertThat(planning().list(CONTEXT).getFirst().inputSchema().toString()).contains("\"dry_run\"");
        assertThat(reading.list(CONTEXT).getFirst().inputSchema().toString()).doesNotContain("dry_run");
        assertThatThrownBy(() -> reading.call("look", sent("{'title':'x','dry_run':true}"), CONTEXT))
                .isInstanceOf(InvalidArguments.class);
    }

    @Test
    void a_plan_that_fails_is_a_result_for_the_model() {
        ToolRegistry tools = registry(List.of(tool("change", Effect.WRITE, (ToolHandler.Planning) (bound, context) -> {
            throw new ToolFailure("There is no such thing.");
        })));

        ToolResult result = tools.call("change", sent("{'title':'x'}"), CONTEXT);

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).containsExactly(Content.text("There is no such thing."));
    }

    @Test
    void two_members_of_one_name_stop_the_start() {
        Member twice = Member.optional("a", "A", Scalar.TEXT, Constraints.NONE);
        assertThatThrownBy(() -> Shape.of("here", List.of(twice, twice)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("here has two members named a");
    }
}
