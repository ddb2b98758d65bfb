package dev.sdpmcp.desk.module.engine;

import java.util.List;

/** A part of what {@code get_…} shows. */
public sealed interface Detail {

    /** A field, with its own description or with the one that its label and type give it. */
    sealed interface Entry extends Detail permits Field, DescribedField {

        /** The field with its description. */
        DescribedField described(FieldUse use);
    }

    /** Fields that are shown together in an object. */
    record Section(String name, String description, List<DescribedField> fields) implements Detail {

        /** Fields that are shown together. */
        public static Section of(String name, String description, Entry... fields) {
            return new Section(name, description, FieldUse.DETAIL.of(fields));
        }
    }
}
