/**
 * Shapes of arguments and results: which members an object has, its JSON Schema, and the binding of JSON to it.
 *
 * <p>A shape comes from a record or from described members; both have one schema writer and one binder. Used by the
 * registries and by whatever declares tools. Plain Java with Jackson and the annotations of Bean Validation.
 */
@NullMarked
package dev.sdpmcp.tool.shape;

import org.jspecify.annotations.NullMarked;
