package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.registry.PromptRegistry;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import dev.sdpmcp.tool.registry.ToolRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** CDI producers of the method handlers without a separate class (2025-11-25, Server Features, Ping). Stateless. */
@ApplicationScoped
class MethodHandlers {

    /**
     * Handler of a {@code .../list} method. Every list has a single page, since many clients do not read a second one.
     *
     * @param member name of the list in the {@code result}
     * @param items the list as the revision of the call defines it
     */
    record ListHandler(McpMethod method, String member, Function<CallContext, List<?>> items) implements MethodHandler {

        @Override
        public Object handle(Params params, CallContext context) {
            params.refuseCursor();
            return Map.of(member, items.apply(context));
        }
    }

    /** Handler of a method that reads one thing and may block. */
    record ReadHandler(McpMethod method, BiFunction<Params, CallContext, Object> read) implements MethodHandler {

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public Object handle(Params params, CallContext context) {
            return read.apply(params, context);
        }
    }

    /** Handler of {@code ping}. */
    record PingHandler() implements MethodHandler {

        @Override
        public McpMethod method() {
            return McpMethod.PING;
        }

        @Override
        public Object handle(Params params, CallContext context) {
            return Map.of();
        }
    }

    @Produces
    static MethodHandler ping() {
        return new PingHandler();
    }

    @Produces
    static MethodHandler toolsList(ToolRegistry tools) {
        return new ListHandler(
                McpMethod.TOOLS_LIST,
                "tools",
                context -> tools.list(context).stream()
                        .map(tool -> tool.in(context.revision()))
                        .toList());
    }

    @Produces
    static MethodHandler promptsList(PromptRegistry prompts) {
        return new ListHandler(
                McpMethod.PROMPTS_LIST,
                "prompts",
                context -> prompts.list(context.caller()).stream()
                        .map(prompt -> prompt.in(context.revision()))
                        .toList());
    }

    @Produces
    static MethodHandler resourcesList(ResourceRegistry resources) {
        return new ListHandler(
                McpMethod.RESOURCES_LIST,
                "resources",
                context -> resources.list(context.caller()).stream()
                        .map(resource -> resource.in(context.revision()))
                        .toList());
    }

    @Produces
    static MethodHandler resourceTemplatesList(ResourceRegistry resources) {
        return new ListHandler(
                McpMethod.RESOURCES_TEMPLATES_LIST,
                "resourceTemplates",
                context -> resources.templates(context.caller()).stream()
                        .map(template -> template.in(context.revision()))
                        .toList());
    }

    @Produces
    static MethodHandler promptsGet(PromptRegistry prompts) {
        return new ReadHandler(
                McpMethod.PROMPTS_GET,
                (params, context) -> prompts.get(params.text("name"), params.optionalObject("arguments"), context));
    }

    @Produces
    static MethodHandler resourcesRead(ResourceRegistry resources) {
        return new ReadHandler(
                McpMethod.RESOURCES_READ,
                (params, context) -> Map.of("contents", List.of(resources.read(params.text("uri"), context))));
    }
}
