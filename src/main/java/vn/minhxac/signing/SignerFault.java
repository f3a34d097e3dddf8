package vn.minhxac.signing;

/** In training mode: lets the signer fail as it would in an outage. */
public interface SignerFault {

    /** Called before each signature; waits for a slow signer, throws any exception for one that is down. */
    void strike();
}
