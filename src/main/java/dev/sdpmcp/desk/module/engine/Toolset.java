package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.oauth.GrantedScopes.ToolScopes;

/**
 * A group of tools that is switched on and off together.
 *
 * @param name as settings and declarations call it
 * @param scopes the OAuth scopes that it needs
 * @param sample a collection that can be read when the scopes are granted
 */
public record Toolset(String name, ToolScopes scopes, ResourceType sample) {

    /** A group whose name is its module in the names of scopes. */
    public static Toolset of(String module, String meaning, boolean changes, String singular, String plural) {
        return new Toolset(
                module, new ToolScopes(meaning, module, changes), ResourceType.atRoot(singular, plural, module));
    }

    /** The module in the names of scopes. */
    public String module() {
        return scopes.module();
    }
}
