package dev.sdpmcp.upstream.oauth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The OAuth scopes that Zoho has granted, and the toolsets that they allow. A scope is {@code
 * SDPOnDemand.MODULE.OPERATION}; the tools of a module read with {@code READ} and change with {@code CREATE} and {@code
 * UPDATE}; {@code ALL} allows everything. Immutable.
 *
 * @param scopes as Zoho names them, in its order; may be empty, if it did not name them
 */
public record GrantedScopes(List<String> scopes) {

    public GrantedScopes {
        scopes = List.copyOf(scopes);
    }

    /** @param text scopes separated by blanks or commas */
    public static GrantedScopes of(String text) {
        return new GrantedScopes(
                text.isBlank() ? List.of() : List.of(text.strip().split("[\\s,]+")));
    }

    /** One line for each toolset: the allowed operations, or the scope that is missing. */
    List<String> describe(List<ToolScopes> needed) {
        List<String> lines = new ArrayList<>();
        for (ToolScopes toolset : needed) {
            lines.add(toolset.meaning() + ": " + allowed(toolset));
        }
        return lines;
    }

    private String allowed(ToolScopes toolset) {
        Set<String> operations = operations(toolset);
        if (operations.contains("ALL")) {
            return "allowed";
        }
        if (operations.isEmpty()) {
            return "not allowed; needs " + toolset.scope();
        }
        return "allowed to " + String.join(", ", operations).toLowerCase(Locale.ROOT);
    }

    /** Whether the scopes are sufficient for all tools of the set. */
    public boolean allowAllOf(ToolScopes toolset) {
        Set<String> operations = operations(toolset);
        return operations.contains("ALL")
                || (toolset.changes()
                        ? operations.containsAll(Set.of("READ", "CREATE", "UPDATE"))
                        : operations.contains("READ"));
    }

    /** Whether the scopes are sufficient for the tools of the set that change nothing. */
    public boolean allowReading(ToolScopes toolset) {
        Set<String> operations = operations(toolset);
        return operations.contains("ALL") || operations.contains("READ");
    }

    private Set<String> operations(ToolScopes toolset) {
        Set<String> found = new LinkedHashSet<>();
        for (String scope : scopes) {
            String[] parts = scope.split("\\.");
            if (parts.length == 3 && parts[1].equalsIgnoreCase(toolset.module())) {
                found.add(parts[2].toUpperCase(Locale.ROOT));
            }
        }
        return found;
    }
}
