package dev.darkroom.activities.fetch;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** TEMP. */
@Singleton
public final class WebImages {
    public InputStream open(String url, long bytesMax) throws IOException {
        return URI.create(url).toURL().openStream();
    }
}
