package dev.darkroom.workflows.domain.money;

/**
 * An amount of money of zero or more, in millionths of a US dollar.
 *
 * <p>Arithmetic is exact: a result below zero or above {@link #MAX} is an {@link ArithmeticException}, never a
 * wrapped number.
 *
 * @param value millionths of a US dollar, 0 to {@value #MAX_VALUE}
 */
public record MicroUsd(long value) implements Comparable<MicroUsd> {

    /** One billion US dollars: far above any wallet, far below the end of a {@code long}. */
    public static final long MAX_VALUE = 1_000_000_000_000_000L;

    public static final MicroUsd ZERO = new MicroUsd(0);
    public static final MicroUsd MAX = new MicroUsd(MAX_VALUE);

    private static final long PER_USD = 1_000_000;

    public MicroUsd {
        if (value < 0 || value > MAX_VALUE) {
            throw new ArithmeticException("an amount lies between 0 and " + MAX_VALUE + " micro-USD");
        }
    }

    /** Whole dollars. */
    public static MicroUsd ofUsd(long dollars) {
        return new MicroUsd(Math.multiplyExact(dollars, PER_USD));
    }

    public MicroUsd plus(MicroUsd other) {
        return new MicroUsd(Math.addExact(value, other.value));
    }

    public MicroUsd minus(MicroUsd other) {
        return new MicroUsd(Math.subtractExact(value, other.value));
    }

    public MicroUsd times(int count) {
        return new MicroUsd(Math.multiplyExact(value, count));
    }

    public boolean isZero() {
        return value == 0;
    }

    /** Dollars with six decimals, for people: {@code $0.050000}. */
    public String inUsd() {
        return "$%d.%06d".formatted(value / PER_USD, value % PER_USD);
    }

    @Override
    public int compareTo(MicroUsd other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value + " micro-USD";
    }
}
