package vn.minhxac.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The national population database, run by the Ministry of Public Security: says match, no match, or cannot verify. */
public interface PopulationRegistryGateway {

    /** The most people of one call. */
    int MAX_ITEMS = 1_000;

    /**
     * Compares up to {@value #MAX_ITEMS} people. The same request id gives the same answer, so a call may be repeated.
     * The answer has exactly the refs that were asked.
     *
     * @throws RegistryUnavailable when it is down, slow, refuses for now, or answers what it must not; try again later
     */
    List<Answer> compare(UUID requestId, List<Person> people);

    /** What is sent of a person: the four compulsory fields (9438) under an internal reference. */
    record Person(String ref, String fullName, String sex, LocalDate dateOfBirth, String idNumber) {
    }

    enum Result {
        MATCH, NO_MATCH, UNVERIFIABLE
    }

    /**
     * @param fields          field → equal or not, where the registry says so; empty otherwise
     * @param currentIdNumber the number that replaced the one asked about, or null
     */
    record Answer(String ref, Result result, Map<String, Boolean> fields, String currentIdNumber) {
    }
}
