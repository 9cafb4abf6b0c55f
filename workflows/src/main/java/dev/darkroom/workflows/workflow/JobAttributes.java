package dev.darkroom.workflows.workflow;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The search attributes by which operators find jobs. All are keywords; none holds text of a caller. */
public final class JobAttributes {

    /** The tenant's name. Set at the start. */
    public static final SearchAttributeKey<String> TENANT = SearchAttributeKey.forKeyword("Tenant");

    /** The surface that took the request. Set at the start. */
    public static final SearchAttributeKey<String> SURFACE = SearchAttributeKey.forKeyword("Surface");

    /** The resolved model. Set at the start. */
    public static final SearchAttributeKey<String> MODEL = SearchAttributeKey.forKeyword("Model");

    /** Who made the images. Set at the end. */
    public static final SearchAttributeKey<String> PROVIDER = SearchAttributeKey.forKeyword("Provider");

    /** The terminal state. Set at the end. */
    public static final SearchAttributeKey<String> JOB_STATE = SearchAttributeKey.forKeyword("JobState");

    /** All of them: what a namespace must have registered before a worker may start. */
    public static final List<SearchAttributeKey<String>> ALL = List.of(TENANT, SURFACE, MODEL, PROVIDER, JOB_STATE);

    private JobAttributes() {}
}
