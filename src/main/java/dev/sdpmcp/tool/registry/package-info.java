/**
 * Which tools, resources and prompts are there, and how does a message of a client become a call of the method that
 * declares one?
 *
 * <p>The dispatch room calls the registries; code that declares something needs only the package above. Everything is read
 * from the declarations once, at the start, and a mistake in one stops the start. Plain Java but for {@link
 * dev.sdpmcp.tool.registry.Capabilities}.
 */
@NullMarked
package dev.sdpmcp.tool.registry;

import org.jspecify.annotations.NullMarked;
