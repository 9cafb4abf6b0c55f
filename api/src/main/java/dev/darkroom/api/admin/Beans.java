package dev.darkroom.api.admin;

/** Where a command gets its collaborators, once it is run. */
public interface Beans {

    <T> T get(Class<T> type);
}
