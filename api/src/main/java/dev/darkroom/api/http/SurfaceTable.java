package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which surface a path belongs to, also a path that nobody serves. */
@Singleton
public final class SurfaceTable {

    private final TreeMap<String, SurfaceErrors> longestFirst =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    SurfaceTable(List<SurfaceErrors> surfaces) {
        for (SurfaceErrors surface : surfaces) {
            for (String prefix : surface.prefixes()) {
                longestFirst.put(prefix, surface);
            }
        }
    }

    /** The failure in the words of the request's surface. */
    public MutableHttpResponse<?> render(HttpRequest<?> request, ApiFailure failure) {
        return errors(request.getPath()).render(failure, RequestIds.of(request));
    }

    /** How the surface of a path says that a request is not done. */
    public SurfaceErrors errors(String path) {
        for (Map.Entry<String, SurfaceErrors> entry : longestFirst.entrySet()) {
            if (path.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        throw new IllegalStateException("no surface has the empty prefix");
    }
}
