package dev.sdpmcp.upstream;

import java.util.regex.Pattern;

/**
 * A collection of entities of one type, with its path and its keys in the API. Immutable.
 *
 * @param path below the root of the API, without slashes at its ends
 * @param singular the key of one entity in JSON
 * @param plural the key of the rows of a list
 * @param scope the module in the names of OAuth scopes, as in {@code SDPOnDemand.requests.READ}
 */
public record ResourceType(String path, String singular, String plural, String scope) {

    private static final Pattern SAFE_PATH = Pattern.compile("[a-z0-9_]+(/[a-z0-9_]+)*");

    public ResourceType {
        if (!SAFE_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of the API: " + path);
        }
    }

    /** A collection at the root of the API whose path is the plural. */
    public static ResourceType atRoot(String singular, String plural, String scope) {
        return new ResourceType(plural, singular, plural, scope);
    }

    /** The entity of this collection with the id. */
    public Entity entity(EntityId id) {
        return new Entity(this, id);
    }

    /** One entity of a collection. */
    public record Entity(ResourceType collection, EntityId id) {

        String path() {
            return collection.path + "/" + id;
        }

        /**
         * A collection that belongs to this entity, such as the notes of a request. It needs the scope of its owner.
         */
        public ResourceType part(String singular, String plural) {
            return new ResourceType(path() + "/" + plural, singular, plural, collection.scope);
        }
    }
}
