package org.authfilter.internal.provider;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.authfilter.internal.provider.TokenResult.Failure;

/**
 * A value, or the failure in its place. Never prints the value, which may be a secret.
 *
 * @param <T> the type of the value
 */
public sealed interface Result<T> {

    /** The value is there. */
    record Ok<T>(T value) implements Result<T> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> ifOk, Function<? super Failure, ? extends R> ifFailed) {
            return ifOk.apply(value);
        }

        @Override
        public String toString() {
            return "Ok";
        }
    }

    /** There is no value. */
    record Failed<T>(Failure failure) implements Result<T> {

        @Override
        public <R> R fold(Function<? super T, ? extends R> ifOk, Function<? super Failure, ? extends R> ifFailed) {
            return ifFailed.apply(failure);
        }
    }

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /** Applies one of the two functions. */
    <R> R fold(Function<? super T, ? extends R> ifOk, Function<? super Failure, ? extends R> ifFailed);

    /** Applies {@code next} to the value; a failure stays. */
    default <R> Result<R> map(Function<? super T, ? extends R> next) {
        return fold(value -> ok(next.apply(value)), Result::failed);
    }

    /** Goes on with the result of {@code next}; a failure stays. */
    default <R> Result<R> flatMap(Function<? super T, Result<R>> next) {
        return fold(next, Result::failed);
    }

    /** Goes on with the call that {@code next} makes; a failure stays. */
    default <R> CompletableFuture<Result<R>> then(Function<? super T, CompletableFuture<Result<R>>> next) {
        return fold(next, failure -> CompletableFuture.completedFuture(failed(failure)));
    }
}
