package dev.darkroom.workflows.domain.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery stands. All but {@link #PENDING} are ends, and can be sent again. */
public enum DeliveryState {
    /** It is sent, or waits for its next attempt. */
    PENDING,
    /** The receiver said that it has it. */
    DELIVERED,
    /** The last attempt failed, or the endpoint is gone. */
    DEAD,
    /** Its workflow was ended by an operator before it was delivered. */
    ABANDONED;

    /** The public word: {@code pending}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word. */
    public static Optional<DeliveryState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    /** The words of all of them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(DeliveryState::word).toList();
    }
}
