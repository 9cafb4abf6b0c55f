package dev.darkroom.activities.testing.gcs;

/** The kinds of calls that a store makes. */
public enum Call {
    /** An upload begins. */
    START,
    /** Bytes of an upload, more of which follow. */
    BYTES,
    /** The last bytes of an upload. */
    LAST_BYTES,
    /** How much of an upload has arrived. */
    ASK,
    /** What is stored under a name. */
    LOOK,
    /** The bytes of an object. */
    READ,
    /** Names of objects. */
    LIST,
    /** An object goes away. */
    DELETE
}
