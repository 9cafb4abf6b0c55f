package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.storm.traffic.StormSink;
import java.util.Random;

/** The receiver of webhooks refuses, redirects and dawdles for a while. */
record BadSink(StormSink sink, int weight) implements Fault {

    private static final double PART = 0.7;
    private static final long MILLIS_MAX = 8000;

    @Override
    public String name() {
        return "F13 receiver answers badly";
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        sink.refuse(PART);
        try {
            Thread.sleep(random.nextLong(1000, MILLIS_MAX));
        } finally {
            sink.refuse(0);
        }
        return 1;
    }
}
