package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.ToolAccess;
import dev.sdpmcp.config.CurrentKeys.ActiveKey;
import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.config.ToolBounds.Limit;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.interceptor.UnknownTool;
import dev.sdpmcp.tool.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not within the bounds is neither listed nor called nor proposed. */
class OfferedToolsTest {

    private static final List<ToolDeclaration> TOOLS = List.of(
            tool("delete_change", "changes", Effect.DESTRUCTIVE, "SDPOnDemand.changes.DELETE"),
            tool("list_changes", "changes", Effect.READ, "SDPOnDemand.changes.READ"),
            tool("list_requests", "requests", Effect.READ, "SDPOnDemand.requests.READ"),
            tool("merge_requests", "requests", Effect.DESTRUCTIVE, "SDPOnDemand.requests.UPDATE"),
            tool("update_request", "requests", Effect.DESTRUCTIVE, "SDPOnDemand.requests.UPDATE"));
    private static final List<String> ALL =
            TOOLS.stream().map(ToolDeclaration::name).toList();
    private static final DefaultTools DEFAULTS = new DefaultTools(Set.of("list_requests", "update_request"));

    private static ToolDeclaration tool(String name, String toolset, Effect effect, String scope) {
        return new ToolDeclaration(
                "test",
                name,
                "Title",
                "Description",
                toolset,
                "",
                effect,
                false,
                true,
                Set.of(scope),
                Shape.of("test", List.of()),
                Optional.empty(),
                (ToolHandler.Direct) (arguments, context) -> "done");
    }

    /** Who sets a bound. */
    enum Source {
        SERVER,
        KEY,
        CONNECTION;

        private Client with(ToolBounds bounds) {
            return new Client(
                    this == SERVER ? bounds : ToolBounds.EVERYTHING,
                    this == KEY ? bounds : ToolBounds.EVERYTHING,
                    this == CONNECTION ? bounds : ToolBounds.EVERYTHING);
        }
    }

    private record Client(ToolRegistry tools, CallContext context) {

        Client(ToolBounds server, ToolBounds key, ToolBounds connection) {
            this(
                    new ToolRegistry(
                            List.of(TOOLS::stream),
                            new JsonRpcCodec().mapper(),
                            LongText.DEFAULT_MAX_CHARACTERS,
                            ToolRegistry.DEFAULT_RESULT_BUDGET,
                            DEFAULTS,
                            server),
                    new QuietContext(
                            new Caller(new ActiveKey("ann", false), "127.0.0.1", ToolAccess.of(key), ToolAccess.ALL)
                                    .choosing(connection)));
        }

        List<String> listed() {
            return tools.list(context).stream().map(ToolListing::name).toList();
        }

        boolean calls(String name) {
            try {
                return !tools.call(name, null, context).isError();
            } catch (UnknownTool refused) {
                return false;
            }
        }
    }

    record Bounded(ToolBounds bounds, List<String> offered) {}

    static Stream<Bounded> bounds() {
        return Stream.of(
                new Bounded(ToolBounds.EVERYTHING, ALL),
                new Bounded(ToolBounds.EVERYTHING.readOnly(), List.of("list_changes", "list_requests")),
                new Bounded(
                        new ToolBounds(Set.of(ToolBounds.ALL), Limit.CHANGE),
                        List.of("list_changes", "list_requests", "merge_requests", "update_request")),
                new Bounded(
                        new ToolBounds(Set.of(ToolBounds.DEFAULT), Limit.DELETE),
                        List.of("list_requests", "update_request")),
                new Bounded(
                        new ToolBounds(Set.of(ToolBounds.DEFAULT, "changes"), Limit.READ),
                        List.of("list_changes", "list_requests")),
                new Bounded(
                        new ToolBounds(Set.of("requests"), Limit.DELETE),
                        List.of("list_requests", "merge_requests", "update_request")),
                new Bounded(new ToolBounds(Set.of("solutions"), Limit.DELETE), List.of()));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void each_bound_decides_what_is_listed_and_called(Bounded bounded) {
        for (Source source : Source.values()) {
            Client client = source.with(bounded.bounds());
            assertThat(client.listed()).as("%s", source).isEqualTo(bounded.offered());
            assertThat(ALL)
                    .as("%s", source)
                    .allSatisfy(name -> assertThat(client.calls(name))
                            .isEqualTo(bounded.offered().contains(name)));
        }
    }

    @Test
    void bounds_hold_together() {
        Client client = new Client(
                new ToolBounds(Set.of("requests"), Limit.DELETE),
                ToolBounds.EVERYTHING.readOnly(),
                new ToolBounds(Set.of(ToolBounds.ALL), Limit.DELETE));

        assertThat(client.listed()).containsExactly("list_requests");
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void a_misspelt_name_does_not_disclose_a_tool_that_is_not_offered(Source source) {
        Client client = source.with(new ToolBounds(Set.of("requests"), Limit.DELETE));

        assertThatThrownBy(() -> client.tools().call("list_request", null, client.context()))
                .hasMessageContaining("did you mean \"list_requests\"");
        assertThatThrownBy(() -> client.tools().call("list_change", null, client.context()))
                .hasMessageNotContaining("list_changes");
    }

    @Test
    void a_default_tool_that_is_not_declared_stops_the_start() {
        assertThatThrownBy(() -> new ToolRegistry(
                        List.of(TOOLS::stream),
                        new JsonRpcCodec().mapper(),
                        LongText.DEFAULT_MAX_CHARACTERS,
                        ToolRegistry.DEFAULT_RESULT_BUDGET,
                        new DefaultTools(Set.of("get_everything")),
                        ToolBounds.EVERYTHING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("get_everything");
    }
}
