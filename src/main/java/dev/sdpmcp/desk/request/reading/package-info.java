/**
 * How are requests listed, searched and shown to a model?
 *
 * <p>Results are small: a row has ten fields at most, long texts are cut and say so.
 */
@NullMarked
package dev.sdpmcp.desk.request.reading;

import org.jspecify.annotations.NullMarked;
