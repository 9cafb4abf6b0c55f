package dev.darkroom.api.http;

import dev.darkroom.activities.blob.SourceException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one file of a {@code multipart/form-data} body (RFC 7578), read as it comes: no more of it than a buffer is in
 * memory, and nothing on disk. A form with any other part, or anything around its parts, is refused where that is seen.
 */
public final class FormFile extends InputStream {

    private static final int BUFFER = 64 * 1024;
    private static final int HEAD_MAX = 8 * 1024;
    private static final Pattern TYPE = Pattern.compile(
            "\\s*multipart/form-data\\s*;\\s*boundary=(?:\"([A-Za-z0-9'()+_,./:=?"
                    + " -]{1,70})\"|([A-Za-z0-9'+_.-]{1,70}))\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DISPOSITION = Pattern.compile(
            "content-disposition:\\s*form-data\\s*;\\s*name=\"([^\"\\r\\n]*)\"(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile("\\s*;\\s*filename\\*?=.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODED = Pattern.compile(
            "content-transfer-encoding:\\s*(?!binary\\s*$|8bit\\s*$|7bit\\s*$).*", Pattern.CASE_INSENSITIVE);
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final String CLOSE = "--";

    private final InputStream body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private final String name;
    private int position;
    private int limit;
    private boolean done;

    private FormFile(InputStream body, String boundary, String name) {
        this.body = body;
        this.name = name;
        delimiter = ("\r\n" + CLOSE + boundary).getBytes(StandardCharsets.US_ASCII);
        // The first delimiter has no line before it.
        System.arraycopy(LINE_END, 0, buffer, 0, LINE_END.length);
        limit = LINE_END.length;
    }

    /** Whether a request says that its body is a form. */
    public static boolean isForm(HttpRequest<?> request) {
        return boundary(request).isPresent();
    }

    /**
     * Reads a form up to the beginning of its file.
     *
     * @param name of the part
     * @throws BadFieldException where the body is no form, or does not begin with that file
     * @throws SourceException where the body breaks off, here as at every read
     */
    public static FormFile open(HttpRequest<?> request, InputStream body, String name) throws SourceException {
        String boundary = boundary(request).orElseThrow(() -> new BadFieldException(null, "the body is no form"));
        FormFile file = new FormFile(body, boundary, name);
        file.begin();
        return file;
    }

    private static Optional<String> boundary(HttpRequest<?> request) {
        List<String> types = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
        Matcher type = TYPE.matcher(types.size() == 1 ? types.getFirst() : "");
        if (!type.matches()) {
            return Optional.empty();
        }
        return Optional.of(type.group(1) == null ? type.group(2) : type.group(1));
    }

    @Override
    public int read() throws SourceException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws SourceException {
        if (length == 0) {
            return 0;
        }
        while (!done) {
            int end = indexOf(delimiter);
            int certain = (end < 0 ? limit - delimiter.length + 1 : end) - position;
            if (certain > 0) {
                int count = Math.min(length, certain);
                System.arraycopy(buffer, position, target, offset, count);
                position += count;
                return count;
            }
            if (end < 0) {
                fill();
            } else {
                finish();
            }
        }
        return -1;
    }

    /** The first delimiter and the head of the part. */
    private void begin() throws SourceException {
        need(delimiter.length);
        if (indexOf(delimiter) != position) {
            throw broken();
        }
        position += delimiter.length;
        if (!line().isEmpty()) {
            throw broken();
        }
        Part part = part();
        if (!part.name.equals(name)) {
            throw new BadFieldException(part.name, "is not a part of this form");
        }
        if (!part.file) {
            throw new BadFieldException(name, "must be a file");
        }
    }

    /** What a part says of itself. */
    private record Part(String name, boolean file) {}

    private Part part() throws SourceException {
        Part part = null;
        int read = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            read += line.length();
            Matcher disposition = DISPOSITION.matcher(line);
            if (read > HEAD_MAX || CODED.matcher(line).matches() || (disposition.matches() && part != null)) {
                throw broken();
            }
            if (disposition.matches()) {
                part = new Part(
                        disposition.group(1),
                        FILE_NAME.matcher(disposition.group(2)).matches());
            }
        }
        if (part == null) {
            throw broken();
        }
        return part;
    }

    /** After the file nothing may come but the end of the form. */
    private void finish() throws SourceException {
        position += delimiter.length;
        String line = line();
        if (line.isEmpty()) {
            throw new BadFieldException(part().name, "is not a part of this form: it takes one file");
        }
        if (!line.equals(CLOSE) || position < limit || more()) {
            throw broken();
        }
        done = true;
    }

    /** A line, without its end; the last one of a body needs none. */
    private String line() throws SourceException {
        int end = indexOf(LINE_END);
        while (end < 0) {
            if (limit - position > HEAD_MAX) {
                throw broken();
            }
            if (!more()) {
                String last = text(limit);
                position = limit;
                return last;
            }
            end = indexOf(LINE_END);
        }
        String line = text(end);
        position = end + LINE_END.length;
        return line;
    }

    private String text(int end) {
        return new String(buffer, position, end - position, StandardCharsets.UTF_8);
    }

    private void need(int bytes) throws SourceException {
        while (limit - position < bytes) {
            fill();
        }
    }

    private void fill() throws SourceException {
        if (!more()) {
            throw broken();
        }
    }

    /** Reads on behind what was not taken yet; false at the end of the body. */
    private boolean more() throws SourceException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int count = received(limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count >= 0;
    }

    private int received(int offset, int length) throws SourceException {
        try {
            return body.read(buffer, offset, length);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    private int indexOf(byte[] sought) {
        for (int at = position; at <= limit - sought.length; at++) {
            int same = 0;
            while (same < sought.length && buffer[at + same] == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return at;
            }
        }
        return -1;
    }

    private static BadFieldException broken() {
        return new BadFieldException(null, "the body is no multipart form, or is cut short");
    }
}
