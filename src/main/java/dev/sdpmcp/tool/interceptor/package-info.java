/**
 * What happens around every call of a tool: {@link dev.sdpmcp.tool.interceptor.ToolInterceptors} has the ordered list of
 * steps.
 *
 * <p>A step sees the declaration of the tool, its arguments and its result, and neither sessions nor the help desk. Plain
 * Java.
 */
@NullMarked
package dev.sdpmcp.tool.interceptor;

import org.jspecify.annotations.NullMarked;
