package dev.darkroom.activities.config;

/** A setting that stops the start. Its text names the environment variable and what it has to be, never the value. */
public final class InvalidSettingException extends RuntimeException {

    /**
     * @param name the environment variable
     * @param expected how the sentence "… must be …" goes on
     */
    public InvalidSettingException(String name, String expected) {
        super("%s must be %s".formatted(name, expected));
    }
}
