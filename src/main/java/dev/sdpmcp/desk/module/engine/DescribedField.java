package dev.sdpmcp.desk.module.engine;

/**
 * A field as an argument or in a result of a tool, with its description for the model.
 *
 * @param required whether the tool takes no call without it; without meaning in a result
 */
public record DescribedField(Field field, String description, boolean required) implements Detail.Entry {

    /** The same, without which the tool takes no call. */
    public DescribedField asRequired() {
        return new DescribedField(field, description, true);
    }

    @Override
    public DescribedField described(FieldUse use) {
        return this;
    }
}
