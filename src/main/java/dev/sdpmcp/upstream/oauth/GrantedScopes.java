package dev.sdpmcp.upstream.oauth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the scopes that Zoho has granted are good for. A scope is {@code SDPOnDemand.MODULE.OPERATION}; the tools of a module
 * read with {@code READ} and change with {@code CREATE} and {@code UPDATE}, and {@code ALL} is everything.
 *
 * @param scopes as Zoho names them, in its order; may be empty, if it did not name them
 */
record GrantedScopes(List<String> scopes) {

    /** The modules that tools use, with what their tools are for. */
    private static final Map<String, String> TOOLSETS = new TreeMap<>(Map.of(
            "requests", "tickets (list, read, search, create, update, assign, close, notes)",
            "setup", "metadata (categories, priorities, statuses, templates, sites, groups)",
            "technicians", "technicians (list and find)",
            "users", "requesters (find by name or e-mail address)"));

    GrantedScopes {
        scopes = List.copyOf(scopes);
    }

    static GrantedScopes of(String text) {
        return new GrantedScopes(
                text.isBlank() ? List.of() : List.of(text.strip().split("[\\s,]+")));
    }

    /** A line for each toolset: what it may do, or which scope it lacks. */
    List<String> toolsets() {
        List<String> lines = new ArrayList<>();
        TOOLSETS.forEach((module, meaning) -> lines.add(meaning + ": " + allowed(module)));
        return lines;
    }

    private String allowed(String module) {
        Set<String> operations = operations(module);
        if (operations.contains("ALL")) {
            return "allowed";
        }
        if (operations.isEmpty()) {
            return "not allowed; needs SDPOnDemand." + module + "." + ("requests".equals(module) ? "ALL" : "READ");
        }
        return "allowed to " + String.join(", ", operations).toLowerCase(Locale.ROOT);
    }

    private Set<String> operations(String module) {
        Set<String> found = new LinkedHashSet<>();
        for (String scope : scopes) {
            String[] parts = scope.split("\\.");
            if (parts.length == 3 && parts[1].equalsIgnoreCase(module)) {
                found.add(parts[2].toUpperCase(Locale.ROOT));
            }
        }
        return found;
    }
}
