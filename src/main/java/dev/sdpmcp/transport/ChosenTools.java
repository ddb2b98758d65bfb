package dev.sdpmcp.transport;

import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.config.ToolBounds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tools a client wants on a connection: the query parameters {@code toolsets} and {@code readonly}, or the headers
 * {@code X-MCP-Toolsets} and {@code X-MCP-Readonly}. A parameter goes before its header.
 */
final class ChosenTools {

    private static final int MAX_LENGTH = 1_000;

    private ChosenTools() {}

    /**
     * Reads them; all tools if the request says nothing.
     *
     * @throws HttpFailure {@link HttpError#UNKNOWN_TOOLSET} if a name or a value is unknown: to offer more than the client
     *     wanted could be an accident
     */
    static ToolBounds of(HttpServletRequest request) {
        String toolsets = given(request, "toolsets", "X-MCP-Toolsets");
        String readOnly = given(request, "readonly", "X-MCP-Readonly");
        ToolBounds chosen =
                toolsets == null ? ToolBounds.EVERYTHING : new ToolBounds(names(toolsets), ToolBounds.Limit.DELETE);
        return isTrue(readOnly) ? chosen.readOnly() : chosen;
    }

    private static @Nullable String given(HttpServletRequest request, String parameter, String header) {
        String value = request.getParameter(parameter);
        return value == null ? request.getHeader(header) : value;
    }

    private static Set<String> names(String list) {
        Set<String> names = list.length() > MAX_LENGTH
                ? Set.of()
                : Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
        if (names.isEmpty() || !names.stream().allMatch(ToolBounds::isToolset)) {
            throw new HttpFailure(HttpError.UNKNOWN_TOOLSET);
        }
        return names;
    }

    private static boolean isTrue(@Nullable String flag) {
        if (flag == null || flag.strip().equalsIgnoreCase("false")) {
            return false;
        }
        if (flag.strip().equalsIgnoreCase("true")) {
            return true;
        }
        throw new HttpFailure(HttpError.UNKNOWN_TOOLSET);
    }
}
