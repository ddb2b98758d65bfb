package dev.sdpmcp.upstream.oauth;

/**
 * The scopes that a group of tools needs, {@code SDPOnDemand.MODULE.OPERATION}.
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
