package vn.minhxac.citizen;

import java.util.Collection;

/**
 * How these people are found, or their doses, were changed without a new comparison; published in the same transaction. Who they are is
 * another matter: whoever is changed in that is a DRAFT, to be compared.
 */
public record RecordsChanged(Collection<Long> citizenIds) {
}
