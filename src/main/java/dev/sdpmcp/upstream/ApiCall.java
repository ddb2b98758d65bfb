package dev.sdpmcp.upstream;

import java.util.Map;

/**
 * One call of the v3 API, without its input. Immutable.
 *
 * @param method {@code GET}, {@code POST} or {@code PUT}
 * @param path below the root of the API; contains only ids and fixed words, so it may be logged
 * @param module as in the names of scopes
 */
record ApiCall(String method, String path, String module) {

    private static final Map<String, String> OPERATIONS = Map.of("GET", "READ", "POST", "CREATE", "PUT", "UPDATE");

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
