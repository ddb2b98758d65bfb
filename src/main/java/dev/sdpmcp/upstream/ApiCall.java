package dev.sdpmcp.upstream;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call of the v3 API, without its input. Immutable.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path below the root of the API; contains only ids and fixed words, so it may be logged
 * @param module as in the names of scopes
 * @param ids of the records that it is about, if they are not in the path; bounded by the caller
 * @param file whether a success is the content of a file and not JSON
 */
record ApiCall(String method, String path, String module, List<EntityId> ids, boolean file) {

    private static final Map<String, String> OPERATIONS =
            Map.of("GET", "READ", "POST", "CREATE", "PUT", "UPDATE", "DELETE", "DELETE");

    ApiCall(String method, String path, String module) {
        this(method, path, module, List.of(), false);
    }

    /** The query that names the records; empty if the path does. */
    String query() {
        return ids.isEmpty() ? "" : "?ids=" + ids.stream().map(EntityId::digits).collect(Collectors.joining(","));
    }

    boolean isWrite() {
        return !"GET".equals(method);
    }

    /** The least scope that allows it. */
    String scope() {
        return "SDPOnDemand." + module + "." + OPERATIONS.getOrDefault(method, "ALL");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
