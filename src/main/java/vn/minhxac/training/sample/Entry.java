package vn.minhxac.training.sample;

import java.util.List;

/**
 * One person as the platform has them, every field the text of the export.
 *
 * @param slip what is wrong with it
 */
record Entry(String recordId, String fullName, String sex, String dateOfBirth, String idNumber, String idType, String nationality,
             String phone, String commune, String hamlet, List<Campaign.Dose> doses, Slip slip) {
}
