package dev.sdpmcp.access;

import dev.sdpmcp.config.CurrentKeys.ActiveKey;
import dev.sdpmcp.config.ToolBounds;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;

/**
 * The authenticated client of a call. An immutable value that is created when the request arrives and passed on,
 * since request scope does not travel to other threads.
 *
 * @param key name and state of the API key, never the key
 * @param address the client address in text form, after trusted proxies
 * @param allowed which tools the key may use
 * @param chosen which tools the client wants on this connection
 */
public record Caller(ActiveKey key, String address, ToolAccess allowed, ToolAccess chosen) implements Principal {

    /** A caller that may use all tools. */
    public Caller(ActiveKey key, String address) {
        this(key, address, ToolAccess.ALL, ToolAccess.ALL);
    }

    /** A caller whose key is never retired. */
    public Caller(String keyName, String address, boolean admin) {
        this(new ActiveKey(keyName, admin), address);
    }

    /**
     * Whether the key may use a tool and the client wants it.
     *
     * @param toolsets that it belongs to, one of which is enough
     */
    public boolean mayUse(Set<String> toolsets, boolean changing, boolean deleting) {
        return allowed.includes(toolsets, changing, deleting) && chosen.includes(toolsets, changing, deleting);
    }

    /** The same, which wants these tools only. */
    public Caller choosing(ToolBounds tools) {
        return new Caller(key, address, allowed, ToolAccess.of(tools));
    }

    /** The caller that the authentication filter stored in the request. */
    public static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new NotAuthorizedException("The resource is open to everybody, yet wants to know its caller");
    }

    /** The name under which limits count the address: an IPv6 client may use its whole /64 network. */
    public String network() {
        return ClientAddressCache.networkOf(address);
    }

    /** The name of the API key; two callers with the same key name are the same owner. */
    public String keyName() {
        return key.name();
    }

    /** Whether the key may also see and close the sessions of others. */
    public boolean admin() {
        return key.admin();
    }

    @Override
    public String getName() {
        return keyName();
    }

    /**
     * Whether the other has the same key, from whatever address. A retired key is not the same as the key that now
     * has its name: unnamed keys are named by their position.
     */
    public boolean holdsSameKeyAs(Caller other) {
        return keyName().equals(other.keyName()) && key.isRetired() == other.key.isRetired();
    }
}
