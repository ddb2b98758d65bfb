package dev.sdpmcp.upstream.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The OAuth scopes that Zoho has granted, and the tools that they allow. A scope is {@code
 * SDPOnDemand.MODULE.OPERATION}; the tools of a module read with {@code READ} and change with {@code CREATE} and {@code
 * UPDATE}; {@code ALL} allows everything. Immutable.
 *
 * @param scopes as Zoho names them, in its order; may be empty, if it did not name them
 */
public record GrantedScopes(List<String> scopes) {

    public GrantedScopes {
        scopes = List.copyOf(scopes);
    }

    /**
     * The scopes that a group of tools needs.
     *
     * @param meaning what the tools are for, for operators
     * @param module as it is written in scopes
     * @param changes whether the tools change something
     */
    public record ToolScopes(String meaning, String module, boolean changes) {

        /** The scope with which all the tools work. */
        public String scope() {
            return "SDPOnDemand." + module + (changes ? ".ALL" : ".READ");
        }
    }

    /** @param text scopes separated by blanks or commas */
    public static GrantedScopes of(String text) {
        return new GrantedScopes(
                text.isBlank() ? List.of() : List.of(text.strip().split("[\\s,]+")));
    }

    /** One line for each group of tools: the allowed operations, or the scope that is missing. */
    List<String> describe(List<ToolScopes> needed) {
        return needed.stream()
                .map(tools -> tools.meaning() + ": " + allowed(tools))
                .toList();
    }

    private String allowed(ToolScopes tools) {
        List<String> operations = operations(tools);
        if (operations.contains("ALL")) {
            return "allowed";
        }
        return operations.isEmpty()
                ? "not allowed; needs " + tools.scope()
                : "allowed to " + String.join(", ", operations).toLowerCase(Locale.ROOT);
    }

    /** Whether the scopes are sufficient for all tools of the group. */
    public boolean allowAllOf(ToolScopes tools) {
        List<String> operations = operations(tools);
        return operations.contains("ALL")
                || operations.containsAll(tools.changes() ? Set.of("READ", "CREATE", "UPDATE") : Set.of("READ"));
    }

    /** Whether the scopes are sufficient for the tools of the group that change nothing. */
    public boolean allowReading(ToolScopes tools) {
        List<String> operations = operations(tools);
        return operations.contains("ALL") || operations.contains("READ");
    }

    private List<String> operations(ToolScopes tools) {
        return scopes.stream()
                .map(scope -> scope.split("\\."))
                .filter(parts -> parts.length == 3 && parts[1].equalsIgnoreCase(tools.module()))
                .map(parts -> parts[2].toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
