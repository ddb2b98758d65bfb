package dev.sdpmcp.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A string argument that may be a whole text, such as a description. How many characters it may have is a setting of the
 * server, {@code SDP_MAX_TEXT_CHARACTERS}; the schema and the check of the arguments take it from there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface LongText {

    /** Characters, unless the setting says otherwise. */
    int DEFAULT_MAX_CHARACTERS = 20_000;
}
