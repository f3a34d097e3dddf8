package vn.minhxac.training.registry;

import java.net.URI;
import java.time.LocalDate;
import java.util.stream.Stream;

/** A population database to practise with: a real HTTP server of its own, with scripted outages. */
public interface RegistrySimulator {

    /** Its address before {@code /v1/comparisons}. */
    URI url();

    /** Adds people; an entry whose number is known already replaces the earlier one. */
    void load(Stream<Entry> entries);

    /** How many people it knows. */
    int size();

    /** Forgets everybody and every answer given. */
    void clear();

    /** From now on it behaves like this. */
    void fault(Fault fault);

    /** How it behaves at the moment. */
    Fault fault();

    /** A person as the population database has them; {@code oldIdNumber} may be null. */
    record Entry(String idNumber, String fullName, String sex, LocalDate dateOfBirth, String oldIdNumber, boolean complete) {
    }

    /** The first four are what {@code POST /training/faults} takes; the rest are for tests. */
    enum Fault {
        OK,
        /** Closes the connection without an answer. */
        DOWN,
        /** Answers later than anybody waits. */
        SLOW,
        /** 500, 503 and 429 in turn. */
        ERRORS,
        /** The right answer with one of its items twice. */
        DUPLICATE_ANSWER,
        /** The right answer about other people. */
        WRONG_REFS,
        /** The right answer to another question. */
        WRONG_REQUEST,
        /** Half of the right answer. */
        TRUNCATED,
        /** Refuses whoever asks. */
        FORBIDDEN
    }
}
