package dev.sdpmcp.upstream;

import java.util.Map;

/**
 * What is asked of the API, as far as messages and judgement need to know.
 *
 * @param method {@code GET}, {@code POST} or {@code PUT}
 * @param path below the root of the API; ids and fixed words, hence fit for logs
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
