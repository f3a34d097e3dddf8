package vn.minhxac.cleaning;

import java.util.Collection;
import java.util.UUID;

/** Sends corrected people through the four steps again. Implemented by the module that compares. */
public interface RecomparisonLists {

    /**
     * Makes a verification list of these people, who are DRAFT since their correction; its process is started by the caller (a call
     * activity). Joins the caller's transaction.
     *
     * @param communeCode commune of permanent residence
     * @param officer     user id of who decided the corrections
     * @return id of the list
     */
    UUID open(String provinceCode, String communeCode, Collection<Long> citizenIds, String officer);
}
