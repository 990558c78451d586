/*
 * The authority list: who and which bodies the documents of a council name.
 * Room archive.
 *
 * Laws:
 * - The list is made from what the packages' archive XML says (room law of the
 *   catalogue: the bags are the truth), whenever it is asked for: the same
 *   packages give the same list, in whatever order they came in.
 * - It changes no package. It can be exported as a profile; a document that is
 *   read with that says so (docs/decisions/0005-authority-list-is-a-profile.md).
 */
#ifndef MB_ARCHIVE_PEOPLE_H
#define MB_ARCHIVE_PEOPLE_H

#include "archive/catalogue.h"

/* An office held, as far as papers say so. */
typedef struct {
    char *role, *body;  /* body: whose meeting it was, or NULL */
    char *from, *to;    /* dates of the first and last paper that say it, ISO, or NULL */
} MbTenure;

/* A document that names someone. */
typedef struct {
    char *slug, *eid;   /* package, and id of the entity in its archive XML */
    char *date;         /* of the meeting, or NULL */
    char *attendance;   /* "present", "apologies" ..., or NULL */
    int page, mentions; /* first page from 1, 0 unknown; how often */
} MbAppearance;

/* A person or a body. */
typedef struct {
    char *council;      /* whose papers, or NULL where they do not say */
    char *kind;         /* "person" or "body" */
    char *id;           /* "deirdre-lavelle"; unique in council and kind */
    char *name;         /* fullest form, without title */
    char *surname;      /* of persons, or NULL */
    char *title, *letters; /* the latest seen, or NULL */
    char *first, *last; /* dates of the first and last paper, ISO, or NULL */
    bool is_ambiguous;  /* several people can be meant: a name of its own, not resolved */
    GPtrArray *variants;    /* char *: all forms printed, in order */
    GPtrArray *tenures;     /* MbTenure, by date */
    GPtrArray *appearances; /* MbAppearance, by date and package */
} MbAuthority;

/*
 * The list, by council, kind and name.
 *
 * council: borrowed; words of its name (any case) that must occur, or NULL for all.
 *
 * Returns MbAuthority in an array that owns them, caller frees with
 * g_ptr_array_unref; NULL with MB_ERROR_ENVIRONMENT.
 */
GPtrArray *mb_catalogue_read_people(MbCatalogue *catalogue, const char *council, GError **error);

#endif
