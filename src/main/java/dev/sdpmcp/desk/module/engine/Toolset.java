package dev.sdpmcp.desk.module.engine;

/**
 * A group of tools that is switched on and off together, with the OAuth scope that it needs.
 *
 * @param name as settings and declarations call it
 * @param meaning what its tools are for, for operators
 * @param module the module in the names of OAuth scopes, as in {@code SDPOnDemand.requests.READ}
 * @param changes whether its tools change something
 */
public record Toolset(String name, String meaning, String module, boolean changes) {

    /** The scope with which all its tools work. */
    public String scope() {
        return "SDPOnDemand." + module + (changes ? ".ALL" : ".READ");
    }
}
