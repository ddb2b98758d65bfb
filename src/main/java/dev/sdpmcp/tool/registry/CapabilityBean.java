package dev.sdpmcp.tool.registry;

import dev.sdpmcp.tool.Capability;

/**
 * A bean whose class declares tools, resources or prompts.
 *
 * @param declaredIn the class as it was written; the class of a reference may be a proxy, which has no annotations
 * @param reference what to call; thread-safe
 */
public record CapabilityBean(Class<?> declaredIn, Capability reference) {

    /** An object that is no proxy. */
    public static CapabilityBean of(Capability plain) {
        return new CapabilityBean(plain.getClass(), plain);
    }
}
