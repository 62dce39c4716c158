package org.authfilter.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.authfilter.spi.SharedStore;

/** Verifies that a {@link SharedStore} does what nodes rely on. */
public final class SharedStoreContract {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int THREADS = 8;
    private static final int CHANGES = 25;

    private final SharedStore one;
    private final SharedStore other;
    private final Consumer<Duration> passing;

    private SharedStoreContract(SharedStore one, SharedStore other, Consumer<Duration> passing) {
        this.one = one;
        this.other = other;
        this.passing = passing;
    }

    /**
     * Verifies a store in some seconds, of which most are spent waiting for the expiry of entries.
     *
     * @param one the store of one node; its keys that begin with {@code contract.} are used and removed
     * @param other the same store of another node; may be the same object
     * @throws AssertionError with what the store does wrong
     */
    public static void verify(SharedStore one, SharedStore other) {
        verify(one, other, time -> LockSupport.parkNanos(time.toNanos()));
    }

    /**
     * Verifies a store that lives by a clock of the test.
     *
     * @param passing lets time pass
     */
    public static void verify(SharedStore one, SharedStore other, Consumer<Duration> passing) {
        SharedStoreContract contract = new SharedStoreContract(one, other, passing);
        for (String name : new String[] {"a", "A", "b", "c", "d", "e", "f"}) {
            one.remove(key(name));
        }
        contract.entriesAreSharedAndRemoved();
        contract.keysAreComparedByTheirCharacters();
        contract.valuesAreReplacedIfTheyAreTheExpectedOnes();
        contract.anyBytesAreStored();
        contract.entriesExpire();
        contract.oneOfManyIsFirst();
        contract.noChangeIsLost();
    }

    private void entriesAreSharedAndRemoved() {
        check(one.get(key("a")) == null, "get returns null for an unknown key");
        check(one.putIfAbsent(key("a"), bytes("1"), LONG), "putIfAbsent adds an entry that is missing");
        check(has(other, "a", "1"), "another node finds the entry");
        check(!other.putIfAbsent(key("a"), bytes("2"), LONG), "putIfAbsent adds no entry that another node has added");
        check(has(one, "a", "1"), "putIfAbsent does not change an entry");
        other.remove(key("a"));
        other.remove(key("a"));
        check(one.get(key("a")) == null, "a removed entry is absent on all nodes");
        check(one.putIfAbsent(key("a"), bytes("3"), LONG), "a removed entry can be added again");
        one.remove(key("a"));
    }

    private void keysAreComparedByTheirCharacters() {
        check(one.putIfAbsent(key("a"), bytes("1"), LONG), "an entry is added");
        check(other.get(key("A")) == null, "keys that differ in case only are two keys");
        check(one.putIfAbsent(key("A"), bytes("2"), LONG), "keys that differ in case only have an entry each");
        check(has(other, "a", "1") && has(other, "A", "2"), "keys that differ in case only have a value each");
        one.remove(key("A"));
        check(has(other, "a", "1"), "an entry is not removed by a key that differs in case");
        one.remove(key("a"));
    }

    private void valuesAreReplacedIfTheyAreTheExpectedOnes() {
        check(!one.replace(key("b"), bytes("1"), bytes("2"), LONG), "replace adds no entry");
        one.putIfAbsent(key("b"), bytes("1"), LONG);
        check(!other.replace(key("b"), bytes("0"), bytes("2"), LONG), "replace compares the value");
        check(other.replace(key("b"), bytes("1"), bytes("2"), LONG), "replace changes the expected value");
        check(has(one, "b", "2"), "another node finds the new value");
        check(!one.replace(key("b"), bytes("1"), bytes("3"), LONG), "replace knows the change of another node");
        check(one.replace(key("b"), bytes("2"), bytes("2"), LONG), "replace accepts an equal value");
        one.remove(key("b"));
    }

    private void anyBytesAreStored() {
        byte[] large = new byte[200_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + i / 251);
        }
        String longKey = key("c") + "-".repeat(200 - key("c").length());
        one.remove(longKey);
        check(one.putIfAbsent(longKey, new byte[0], LONG), "an empty value is stored");
        byte[] empty = other.get(longKey);
        check(empty != null && empty.length == 0, "an empty value is found");
        check(one.replace(longKey, new byte[0], large, LONG), "an empty value is replaced by a large one");
        check(Arrays.equals(other.get(longKey), large), "a large value is found");
        one.remove(longKey);
    }

    private void entriesExpire() {
        one.putIfAbsent(key("d"), bytes("1"), SHORT);
        one.putIfAbsent(key("e"), bytes("1"), SHORT);
        one.replace(key("e"), bytes("1"), bytes("2"), LONG);
        one.putIfAbsent(key("f"), bytes("1"), LONG);
        one.replace(key("f"), bytes("1"), bytes("1"), SHORT);
        passing.accept(SHORT.multipliedBy(2));
        check(other.get(key("d")) == null, "an entry expires");
        check(has(other, "e", "2"), "replace prolongs the life of an entry");
        check(other.get(key("f")) == null, "replace shortens the life of an entry");
        check(!other.replace(key("d"), bytes("1"), bytes("2"), LONG), "an expired entry is not replaced");
        check(other.putIfAbsent(key("d"), bytes("3"), LONG), "an expired entry can be added again");
        one.remove(key("d"));
        one.remove(key("e"));
    }

    private void oneOfManyIsFirst() {
        for (int round = 0; round < CHANGES; round++) {
            AtomicInteger firsts = new AtomicInteger();
            together(store -> {
                if (store.putIfAbsent(key("a"), bytes(Thread.currentThread().getName()), LONG)) {
                    firsts.incrementAndGet();
                }
            });
            check(firsts.get() == 1, "one of several calls of putIfAbsent at once adds the entry");
            one.remove(key("a"));
        }
    }

    private void noChangeIsLost() {
        one.putIfAbsent(key("a"), bytes("0"), LONG);
        together(store -> {
            for (int change = 0; change < CHANGES; change++) {
                increment(store);
            }
        });
        check(has(other, "a", Integer.toString(THREADS * CHANGES)), "no change is lost among several at once");
        one.remove(key("a"));
    }

    private static void increment(SharedStore store) {
        byte[] before = store.get(key("a"));
        while (before != null
                && !store.replace(
                        key("a"), before, bytes(Integer.toString(Integer.parseInt(text(before)) + 1)), LONG)) {
            before = store.get(key("a"));
        }
    }

    private void together(Consumer<SharedStore> work) {
        CountDownLatch start = new CountDownLatch(1);
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            SharedStore store = i % 2 == 0 ? one : other;
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                    work.accept(store);
                } catch (InterruptedException | RuntimeException failed) {
                    failures.add(failed);
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    "SharedStore: violated: calls of several threads at once do not fail", failures.peek());
        }
    }

    private static boolean has(SharedStore store, String name, String value) {
        byte[] found = store.get(key(name));
        return found != null && text(found).equals(value);
    }

    private static String key(String name) {
        return "contract." + name;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void check(boolean isMet, String rule) {
        if (!isMet) {
            throw new AssertionError("SharedStore: violated: " + rule);
        }
    }
}
