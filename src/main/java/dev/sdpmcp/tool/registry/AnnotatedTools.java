package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.RecordShapes;
import dev.sdpmcp.tool.shape.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tools that methods of beans declare by {@link McpTool}. */
public record AnnotatedTools(List<CapabilityBean> beans, ObjectMapper mapper) implements ToolSource {

    /** What a method may return around its result. */
    private static final Set<Type> WRAPPERS = Set.of(PlannedChange.class, CuttableResult.class);

    @Override
    public Stream<ToolDeclaration> tools() {
        return DeclaredMethod.in(beans, McpTool.class).stream().map(this::declaration);
    }

    private ToolDeclaration declaration(DeclaredMethod<McpTool> method) {
        McpTool tool = method.annotation();
        boolean planned = method.method().getReturnType() == PlannedChange.class;
        ToolHandler handler = planned
                ? (ToolHandler.Planning) (arguments, context) -> (PlannedChange<?>) method.call(arguments, context)
                : (ToolHandler.Direct) method::call;
        return new ToolDeclaration(
                method.where(),
                tool.name(),
                tool.title(),
                tool.description(),
                tool.toolset(),
                tool.entityType(),
                tool.effect(),
                tool.idempotent(),
                tool.openWorld(),
                Set.of(tool.scopes()),
                RecordShapes.ofArguments(method.arguments(), mapper),
                output(method),
                handler);
    }

    private Optional<Shape> output(DeclaredMethod<McpTool> method) {
        Type result = method.method().getGenericReturnType();
        if (result instanceof ParameterizedType wrapped && WRAPPERS.contains(wrapped.getRawType())) {
            result = wrapped.getActualTypeArguments()[0];
        }
        if (result == String.class) {
            return Optional.empty();
        }
        if (result instanceof Class<?> type && type.isRecord()) {
            return Optional.of(RecordShapes.ofResult(type, mapper));
        }
        throw new IllegalStateException(
                method.where() + " must return a record or a String, not " + result.getTypeName());
    }
}
