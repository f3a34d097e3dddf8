package vn.minhxac.citizen;

import java.util.UUID;

/**
 * An import has stored its rows, in the transaction in which it became DONE. The people it added or changed, and who are
 * to be verified, are those in {@code citizen} with {@code identity_status = 'DRAFT'} of this province; dose changes of people
 * already matched are to be handed to signing.
 *
 * @param changedPeople whether there is anybody to verify
 */
public record ImportCompleted(UUID importId, String provinceCode, String createdBy, boolean changedPeople) {
}
