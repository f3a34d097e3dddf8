package vn.minhxac.citizen;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The vaccine catalogue as people name it. */
public interface Vaccines {

    /** @param code of the catalogue */
    record Vaccine(String code, String name) {
    }

    /** Those in force on a day, by name. */
    List<Vaccine> on(LocalDate day);

    /** The code of a vaccine of the catalogue in force on that day, by its code or any of its names. */
    Optional<String> code(String text, LocalDate day);
}
