/**
 * How does a record look as JSON Schema, and how does JSON become a record, or a message that says why it cannot?
 *
 * <p>Used by the registries only. Plain Java with Jackson, victools and the annotations of Bean Validation.
 */
@NullMarked
package dev.sdpmcp.tool.binding;

import org.jspecify.annotations.NullMarked;
