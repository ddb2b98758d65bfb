package dev.sdpmcp.desk.metadata;

import dev.sdpmcp.upstream.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of reference data that tools take by name, such as priorities. Immutable.
 *
 * @param name in the plural, as tools call it
 * @param field the singular, which is also the usual name of a field that takes such a name
 * @param parent the field of a row that names what it belongs to, such as the category of a subcategory; null for none
 * @param sources where to ask, in this order: not every site has each of them; empty if the defaults are all there is
 * @param defaults names to go on with where the site does not list them; empty if no names are the same on all sites
 */
public record ReferenceKind(
        String name, String field, @Nullable String parent, List<ResourceType> sources, List<String> defaults) {

    private static final String SCOPE = "setup";

    public ReferenceKind {
        sources = List.copyOf(sources);
        defaults = List.copyOf(defaults);
    }

    /** Set-up data that is listed below {@code /NAME}. */
    public static ReferenceKind of(String name, String field) {
        return of(name, field, SCOPE);
    }

    /** Names that are the same on all sites and are listed by none. */
    public static ReferenceKind fixed(String name, String field, String... names) {
        return new ReferenceKind(name, field, null, List.of(), List.of(names));
    }

    /** Data that is listed below {@code /NAME} with the scope of another module. */
    public static ReferenceKind of(String name, String field, String scope) {
        return new ReferenceKind(name, field, null, List.of(ResourceType.atRoot(field, name, scope)), List.of());
    }

    /** The same, whose rows belong to another record. */
    public ReferenceKind within(String parentField) {
        return new ReferenceKind(name, field, parentField, sources, defaults);
    }

    /** The same, with names for sites that list none. */
    public ReferenceKind withDefaults(String... names) {
        return new ReferenceKind(name, field, parent, sources, List.of(names));
    }

    /** The same, to be asked for elsewhere. */
    public ReferenceKind from(String... singularsAndPlurals) {
        List<ResourceType> asked = new java.util.ArrayList<>();
        for (int at = 0; at < singularsAndPlurals.length; at += 2) {
            asked.add(ResourceType.atRoot(singularsAndPlurals[at], singularsAndPlurals[at + 1], SCOPE));
        }
        return new ReferenceKind(name, field, parent, asked, defaults);
    }
}
