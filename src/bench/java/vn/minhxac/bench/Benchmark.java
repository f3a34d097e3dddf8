package vn.minhxac.bench;

import java.util.List;

/** A program that measures something against a floor in the same run, and explains itself on standard output. */
@FunctionalInterface
public interface Benchmark {

    List<Figure> run() throws Exception;
}
