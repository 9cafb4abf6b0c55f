package dev.darkroom.activities.blob;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.NoSuchFileException;

/**
 * What Cloud Storage refused, in our words: the status and what an operator can do. The client's own texts have names
 * of objects and the URLs of uploads in them, with which anybody could go on writing.
 */
final class GcsFailures {

    private static final int INSUFFICIENT_STORAGE = 507;

    private final String bucket;

    GcsFailures(String bucket) {
        this.bucket = bucket;
    }

    /** A call of the client. */
    interface Call<T> {
        T make() throws IOException;
    }

    /**
     * Makes a call.
     *
     * @throws NoSuchFileException where the store knows no such object, or no such bucket
     * @throws IOException where it refused otherwise or did not answer, after the client's own tries
     */
    <T> T translating(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (StorageException e) {
            throw explained(e);
        } catch (IOException e) {
            if (e.getCause() instanceof StorageException refused) {
                throw explained(refused);
            }
            throw e;
        }
    }

    private IOException explained(StorageException failure) {
        int status = Math.max(0, failure.getCode());
        IOException explained = status == HttpURLConnection.HTTP_NOT_FOUND
                ? new NoSuchFileException("there is no such object, or no bucket " + bucket)
                : new GcsException(status, "Cloud Storage %s%s".formatted(answer(status, failure), advice(status)));
        explained.setStackTrace(failure.getStackTrace());
        return explained;
    }

    private static String answer(int status, Throwable failure) {
        if (status > 0) {
            return "answered " + status;
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "did not answer (%s)".formatted(root.getClass().getSimpleName());
    }

    private String advice(int status) {
        return switch (status) {
            case HttpURLConnection.HTTP_UNAUTHORIZED -> "; check the application default credentials";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "; the credentials need the role Storage Object User on the bucket %s, and room in its quota"
                        .formatted(bucket);
            case INSUFFICIENT_STORAGE -> "; there is no room in it";
            default -> "";
        };
    }
}
