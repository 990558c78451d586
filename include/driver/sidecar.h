/*
 * What other archives' systems read of a package: METS for Archivematica and
 * its kin, OPEX for Preservica. Room driver.
 *
 * Both only say again what is in the package (paths, sizes, hashes, title,
 * date), in words of their own; no time of the run stands in them.
 */
#ifndef MB_DRIVER_SIDECAR_H
#define MB_DRIVER_SIDECAR_H

#include "archive/bag.h"

/* Which are asked for; a set of flags. */
typedef enum {
    MB_SIDECAR_METS = 1, /* mets.xml in the package's folder (METS 1.12) */
    MB_SIDECAR_OPEX = 2  /* SLUG.opex there and beside the original (OPEX 1.2) */
} MbSidecar;

/*
 * Puts the sidecars into a bag whose payload and notes are complete.
 *
 * sidecars: flags of MbSidecar.
 *
 * Returns false with the error of mb_bag_put.
 */
bool mb_sidecar_put(MbBag *bag, guint sidecars, GError **error);

/* The flags that the key of a package states ("mets=yes opex=yes"), and the words for flags, to be added to a key; caller frees. */
guint mb_sidecar_from_key(const char *key);
char *mb_sidecar_dup_key(guint sidecars);

#endif
