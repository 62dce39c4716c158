package org.authfilter.internal.session;

import java.util.concurrent.TimeUnit;
import org.authfilter.internal.session.DecodedSessions.Decoded;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A read of the stored session: decrypted and decoded, or found in memory beside the stored value (R1). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StoredSessionBenchmark {

    private final SessionKey key = SessionKey.create();
    private final PresentedKeys keys = PresentedKeys.of(key);
    private final UserSession session = SignedInSessions.withTokensOf(1000);
    private final Object stored = SessionCodec.encode(session, key, "node");
    private final DecodedSessions decoded = new DecodedSessions();

    public StoredSessionBenchmark() {
        decoded.add(stored, new Decoded(session, key));
    }

    @Benchmark
    public Object decrypted() {
        return SessionCodec.decode(stored, key);
    }

    @Benchmark
    public Object inMemory() {
        return decoded.decode(stored, keys);
    }

    /** After a sign-in or a refresh. */
    @Benchmark
    public Object encrypted() {
        return SessionCodec.encode(session, key, "node");
    }
}
