package dev.sdpmcp.transport;

import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.config.ToolBounds;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tools a client wants on a connection: the query parameters {@code toolsets} and {@code readonly}, or the headers
 * {@code X-MCP-Toolsets} and {@code X-MCP-Readonly}. A parameter goes before its header; of several values for reading only
 * true counts.
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
    static ToolBounds of(UriInfo uri, HttpHeaders headers) {
        List<String> toolsets = uri.getQueryParameters().getOrDefault("toolsets", headers(headers, "X-MCP-Toolsets"));
        if (toolsets.size() > 1) {
            throw new HttpFailure(HttpError.UNKNOWN_TOOLSET);
        }
        ToolBounds chosen = toolsets.isEmpty()
                ? ToolBounds.EVERYTHING
                : new ToolBounds(names(toolsets.getFirst()), ToolBounds.Limit.DELETE);
        boolean readOnly = Stream.concat(
                        uri.getQueryParameters().getOrDefault("readonly", List.of()).stream(),
                        headers(headers, "X-MCP-Readonly").stream())
                .map(ChosenTools::isTrue)
                .reduce(false, Boolean::logicalOr);
        return readOnly ? chosen.readOnly() : chosen;
    }

    private static List<String> headers(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null ? List.of() : values;
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

    private static boolean isTrue(String flag) {
        if (flag.strip().equalsIgnoreCase("false")) {
            return false;
        }
        if (flag.strip().equalsIgnoreCase("true")) {
            return true;
        }
        throw new HttpFailure(HttpError.UNKNOWN_TOOLSET);
    }
}
