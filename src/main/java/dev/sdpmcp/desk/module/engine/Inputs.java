package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;

/** Arguments of generated tools, as members of their input shapes. Stateless. */
final class Inputs {

    private static final int MAX_NAME = 100;
    private static final int MAX_PERSON = 250;
    private static final int MAX_MOMENT = 40;
    private static final int MAX_ADDITIONAL = 50;
    private static final int MAX_MINUTES = 60_000;

    private Inputs() {}

    /** A field as an argument; a mandatory text may not be emptied by a change. */
    static Member of(DescribedField argument, DeskZone zone) {
        Field field = argument.field();
        boolean required = argument.required();
        Constraints constraints = switch (field.type()) {
            case TEXT ->
                required
                        ? Constraints.size(0, field.maxLength()).withContent()
                        : Constraints.size(field.mandatory() ? 1 : 0, field.maxLength());
            case HTML -> required ? Constraints.LONG_TEXT.withContent() : Constraints.LONG_TEXT;
            case LOOKUP -> required ? Constraints.size(0, MAX_NAME).withContent() : Constraints.size(0, MAX_NAME);
            case TECHNICIAN, REQUESTER ->
                required ? Constraints.size(0, MAX_PERSON).withContent() : Constraints.size(0, MAX_PERSON);
            case MOMENT, DEADLINE -> Constraints.size(0, MAX_MOMENT);
            case ADDITIONAL -> Constraints.size(0, MAX_ADDITIONAL);
            case DURATION -> Constraints.range(1, MAX_MINUTES);
            case FLAG, NUMBER, CHOICE, NAMES -> Constraints.NONE;
        };
        ValueType type = switch (field.type()) {
            case FLAG -> Scalar.BOOLEAN;
            case NUMBER, DURATION -> Scalar.INTEGER;
            case CHOICE -> Choice.of(field.choices());
            case ADDITIONAL -> new ValueType.MapOf(Scalar.TEXT);
            default -> Scalar.TEXT;
        };
        String description = switch (field.type()) {
            case MOMENT, DEADLINE -> argument.description() + inZone(zone);
            default -> argument.description();
        };
        return new Member(field.name(), description, type, constraints, required, null);
    }

    /** A field as a condition, of which the word none may be a value. */
    static Member condition(DescribedField argument, DeskZone zone) {
        Member member = of(argument, zone);
        return member.type() == Scalar.TEXT
                ? Member.optional(member.name(), member.description(), Scalar.TEXT_OR_NONE, member.constraints())
                : member;
    }

    /** The argument that names a record. */
    static Member record(ModuleDescription module) {
        String prefix = module.prefix();
        return Member.required(
                module.idArgument(),
                prefix == null
                        ? "Internal id, as " + module.findTool() + " shows it"
                        : "Number such as 1042 or " + (prefix.isEmpty() ? "#" : prefix) + "1042, or internal id",
                Scalar.TEXT,
                Constraints.size(0, MAX_MOMENT).withContent());
    }

    /** A point in time. */
    static Member moment(String name, String description, DeskZone zone) {
        return Member.optional(name, description + inZone(zone), Scalar.TEXT, Constraints.size(0, MAX_MOMENT));
    }

    private static String inZone(DeskZone zone) {
        return ", in " + zone.words() + " unless it has an offset";
    }
}
