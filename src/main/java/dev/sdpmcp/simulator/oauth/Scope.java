package dev.sdpmcp.simulator.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A permission {@code SDPOnDemand.MODULE.OPERATION}; the operation is ALL, CREATE, READ, UPDATE or DELETE. */
public record Scope(String module, String operation) {
    /** Every module name that Zoho knows. */
    public static final List<String> MODULES = List.of("""
            requests problems changes projects releases assets cmdb contracts purchases solutions setup general
            custommodule users technicians""".split("\\s"));

    private static final String PRODUCT = "SDPOnDemand";
    private static final String ALL = "ALL";
    private static final Set<String> OPERATIONS = Set.of(ALL, "CREATE", "READ", "UPDATE", "DELETE");

    /**
     * Reads a list of scopes, separated by commas or blanks.
     *
     * @throws IllegalArgumentException if one of them does not exist, or there is none
     */
    public static Set<Scope> parseAll(String text) {
        Set<Scope> scopes = new LinkedHashSet<>();
        Arrays.stream(text.split("[,\\s]+"))
                .filter(one -> !one.isEmpty())
                .map(Scope::parse)
                .forEach(scopes::add);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("no scope given");
        }
        return scopes;
    }

    /** Everything. */
    public static Set<Scope> everything() {
        Set<Scope> scopes = new LinkedHashSet<>();
        MODULES.forEach(module -> scopes.add(new Scope(module, ALL)));
        return scopes;
    }

    /** Whether it lets somebody use an HTTP method on a module. */
    public boolean permits(Set<String> modules, String method) {
        return modules.contains(module) && (operation.equals(ALL) || operation.equals(operationOf(method)));
    }

    @Override
    public String toString() {
        return PRODUCT + "." + module + "." + operation;
    }

    private static Scope parse(String text) {
        String[] parts = text.split("\\.", -1);
        boolean known = parts.length == 3
                && parts[0].equals(PRODUCT)
                && MODULES.contains(parts[1])
                && OPERATIONS.contains(parts[2]);
        if (!known) {
            throw new IllegalArgumentException("unknown scope '" + text + "'");
        }
        return new Scope(parts[1], parts[2]);
    }

    private static String operationOf(String method) {
        return switch (method) {
            case "POST" -> "CREATE";
            case "PUT" -> "UPDATE";
            case "DELETE" -> "DELETE";
            default -> "READ";
        };
    }
}
