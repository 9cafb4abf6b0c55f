package dev.darkroom.api.surface.stratizon.uploads;

import dev.darkroom.api.core.Uploads;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.ImageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The announcement of an upload.
 *
 * @param bytes how many
 * @param sha256 64 hexadecimal digits in lower case
 */
record UploadRequest(ImageFormat format, int bytes, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int SHA256_LENGTH = 64;

    /**
     * Reads an announcement.
     *
     * @throws BadFieldException where a field is wrong
     */
    static UploadRequest parse(JsonValue body) {
        Fields fields = Fields.of(body);
        List<String> types = Arrays.stream(ImageFormat.values())
                .map(ImageFormat::contentType)
                .toList();
        String type = fields.word("content_type", "", types);
        Integer size = fields.integerOrNull("size", 1, Uploads.BYTES_MAX);
        String sha256 = fields.requiredText("sha256", SHA256_LENGTH);
        fields.end();
        if (type.isEmpty()) {
            throw new BadFieldException("content_type", "is required");
        }
        if (size == null) {
            throw new BadFieldException("size", "is required");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new BadFieldException("sha256", "must be 64 hexadecimal digits in lower case");
        }
        return new UploadRequest(ImageFormat.ofContentType(type), size, sha256);
    }
}
