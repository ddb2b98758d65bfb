package dev.sdpmcp.tool.binding;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Which way a record travels; that decides what its annotations mean. */
enum Use {
    ARGUMENTS {
        @Override
        boolean requires(Field component) {
            return component.isAnnotationPresent(NotNull.class)
                    || component.isAnnotationPresent(NotBlank.class)
                    || component.isAnnotationPresent(NotEmpty.class);
        }
    },
    RESULT {
        @Override
        boolean requires(Field component) {
            return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    };

    /** Whether the component must be there for the JSON to be valid. */
    abstract boolean requires(Field component);
}
