package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The nightly lists: for each commune where wrong records wait. */
@Service
public class Nights {

    /** Communes a job lists; a round of the loop is over in seconds. */
    private static final int COMMUNES = 20;

    private final RowRepository rows;
    private final Listing listing;
    private final BatchOpening opening;
    private final Clock clock;

    Nights(RowRepository rows, Listing listing, BatchOpening opening, Clock clock) {
        this.rows = rows;
        this.listing = listing;
        this.opening = opening;
        this.clock = clock;
    }

    /** Takes out of all lists what is right by now; then how many communes have records that no batch has. */
    @Transactional
    public int waiting() {
        rows.settle(null);
        return places().size();
    }

    /**
     * Lists the next communes after this one.
     *
     * @param after province and commune, as this method returned them; null at the beginning
     * @return where to go on, or null at the end
     */
    @Transactional
    public String next(String after) {
        List<Listing.Place> due = places().stream().filter(place -> after == null || key(place).compareTo(after) > 0).limit(COMMUNES).toList();
        due.forEach(place -> opening.nightly(place.provinceCode(), place.communeCode()));
        return due.size() < COMMUNES ? null : key(due.get(due.size() - 1));
    }

    private List<Listing.Place> places() {
        return listing.places(LocalDate.now(clock.withZone(FieldRules.VIET_NAM))).stream()
                .sorted(java.util.Comparator.comparing(Nights::key)).toList();
    }

    private static String key(Listing.Place place) {
        return place.provinceCode() + "/" + place.communeCode();
    }
}
