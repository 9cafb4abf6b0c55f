package dev.darkroom.infra.laws.broken.api.core;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Breaks law 13, by each field and method. */
@SuppressWarnings("NonFinalStaticField")
final class HasState {

    static final AtomicLong ATOMIC = new AtomicLong();
    static final ArrayList<String> LIST = new ArrayList<>();
    static final byte[] SHARED = {1};
    static int counter;

    @Inject
    @Nullable
    Object injected;

    void prints() {
        System.out.println("printed");
    }

    void printsTrace(RuntimeException e) {
        e.printStackTrace();
    }
}
