package dev.sdpmcp.tool;

import jakarta.validation.Validator;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The validator that the container would inject. */
public final class Validation {

    private Validation() {}

    /** Thread-safe. Its factory lives as long as the test run. */
    public static final Validator VALIDATOR = jakarta.validation.Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
}
