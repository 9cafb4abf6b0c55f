package dev.darkroom.activities.net;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** What came back: the head of an answer, and its body as it comes. To be closed, which hangs up at once. */
public final class Answer implements AutoCloseable {

    private final ClassicHttpResponse response;
    private final Runnable hangUp;
    private final ScheduledExecutorService alarms;
    private final InputStream body;

    Answer(ClassicHttpResponse response, Runnable hangUp, Deadline deadline, ScheduledExecutorService alarms)
            throws IOException {
        HttpEntity entity = response.getEntity();
        this.response = response;
        this.hangUp = hangUp;
        this.alarms = alarms;
        this.body = entity == null ? InputStream.nullInputStream() : new Body(entity.getContent(), hangUp, deadline);
    }

    /** The status code. */
    public int status() {
        return response.getCode();
    }

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** How many bytes the other side says it sends; empty where it does not say. */
    public OptionalLong length() {
        HttpEntity entity = response.getEntity();
        return entity == null || entity.getContentLength() < 0
                ? OptionalLong.empty()
                : OptionalLong.of(entity.getContentLength());
    }

    /** The bytes as they come over the line; every failure is a {@link CallException}. Closing it hangs up. */
    public InputStream body() {
        return body;
    }

    /** Hangs up so long from now, for a body that is not worth waiting for until the call's deadline. */
    public void endWithin(Duration time) {
        Future<?> _ = alarms.schedule(hangUp, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        hangUp.run();
    }

    private static final class Body extends InputStream {

        private final InputStream bytes;
        private final Runnable hangUp;
        private final Deadline deadline;

        Body(InputStream bytes, Runnable hangUp, Deadline deadline) {
            this.bytes = bytes;
            this.hangUp = hangUp;
            this.deadline = deadline;
        }

        @Override
        public int read() throws CallException {
            try {
                return bytes.read();
            } catch (IOException e) {
                throw CallException.afterConnected(e, deadline);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws CallException {
            try {
                return bytes.read(buffer, offset, length);
            } catch (IOException e) {
                throw CallException.afterConnected(e, deadline);
            }
        }

        /** Not by closing the stream itself, which would first read what is left, to keep the connection. */
        @Override
        public void close() {
            hangUp.run();
        }
    }
}
