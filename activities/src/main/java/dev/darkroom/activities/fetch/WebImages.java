package dev.darkroom.activities.fetch;

import dev.darkroom.activities.fetch.FetchException.Reason;
import dev.darkroom.activities.net.Answer;
import dev.darkroom.activities.net.CallException;
import dev.darkroom.activities.net.Deadline;
import dev.darkroom.activities.net.GuardedHttp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;

/** Fetches the images that callers name by their URL. What the bytes are is for the reader to find out. */
@Singleton
public final class WebImages {

    private static final int REDIRECTS_MAX = 3;
    private static final Duration TIME_MAX = Duration.ofSeconds(30);
    private static final String ACCEPT = "image/png, image/jpeg, image/webp, image/gif";
    private static final int OK = 200;

    private final GuardedHttp http;
    private final Duration timeMax;

    @Inject
    WebImages(GuardedHttp http) {
        this(http, TIME_MAX);
    }

    WebImages(GuardedHttp http, Duration timeMax) {
        this.http = http;
        this.timeMax = timeMax;
    }

    /**
     * Opens the image behind a URL, following up to {@value #REDIRECTS_MAX} redirects, each of which is checked like the
     * first URL. From this call to the last byte it may take 30 s, and 5 s between two bytes.
     *
     * @param bytesMax how many bytes it may have; one more is a failure, and one that is announced too
     * @return its bytes. A failure while they are read is a {@link FetchException} as well. Closing hangs up at once.
     */
    public InputStream open(String url, long bytesMax) throws FetchException {
        Deadline deadline = Deadline.after(timeMax);
        String next = url;
        for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
            Answer answer = get(next, deadline);
            if (!isRedirect(answer.status())) {
                return image(answer, bytesMax);
            }
            answer.close();
            next = target(next, answer);
        }
        throw new FetchException(Reason.REDIRECTS);
    }

    private Answer get(String url, Deadline deadline) throws FetchException {
        try {
            return http.get(url, ACCEPT, deadline);
        } catch (CallException e) {
            throw FetchException.of(e);
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static String target(String url, Answer answer) throws FetchException {
        String location = answer.header("Location").orElseThrow(() -> new FetchException(Reason.REDIRECTS));
        try {
            return Redirect.target(url, location);
        } catch (IllegalArgumentException e) {
            throw new FetchException(Reason.REDIRECTS);
        }
    }

    private static InputStream image(Answer answer, long bytesMax) throws FetchException {
        if (answer.status() == OK && answer.length().orElse(0) <= bytesMax) {
            return new CappedStream(answer.body(), bytesMax);
        }
        answer.close();
        throw new FetchException(answer.status() == OK ? Reason.TOO_LARGE : reason(answer.status()));
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 408, 425, 429 -> Reason.BUSY;
            default -> status >= 500 ? Reason.BUSY : Reason.STATUS;
        };
    }
}
