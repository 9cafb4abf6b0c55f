package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/** How one surface says that a request is not done. */
public interface SurfaceErrors {

    /** The paths of which this surface is: the longest prefix that fits a path decides. */
    List<String> prefixes();

    /** Status, headers and body. */
    MutableHttpResponse<?> render(ApiFailure failure, String requestId);
}
