/*
 * When two printed names can be one person's: the rules that stage tag applies
 * inside a document and room archive over many. Room model; depends on nothing.
 *
 * Given names are folded to small letters and parted by one blank; initials are
 * single letters ("a s").
 */
#ifndef MB_MODEL_PERSON_H
#define MB_MODEL_PERSON_H

#include <glib.h>
#include <stdbool.h>

/* Whether a given name is an initial: one letter. */
bool mb_person_is_letter(const char *name);

/*
 * Whether given names agree: an initial with its name, the last of two family
 * names with both. "a" and "a s" do not agree: two councillors may differ by
 * their second initial.
 */
bool mb_person_given_agrees(const char *a, const char *b);

/* What a title says of the sex: 1 "Mr", "Sir"; 2 "Mrs", "Dame"; 0 nothing. title: may be NULL. */
guint mb_person_sex(const char *title);

/* The key under which spellings of one surname meet: small letters without accents, hyphens and blanks. Caller frees with g_free. */
char *mb_person_dup_key(const char *surname);

/* A name as shown ("Councillor A.S. Kerr") without the title before it; borrowed from it. title: may be NULL. */
const char *mb_person_name(const char *shown, const char *title);

/*
 * The given names of a printed name ("A.S. Kerr", "Sarah Jane Kerr"): folded,
 * parted and without stops; "" where there are none. Caller frees with g_free.
 */
char *mb_person_dup_given(const char *name, const char *surname);

#endif
