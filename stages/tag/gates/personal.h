/*
 * The notice of personal data: what a person may want to look at before the
 * archive is published. Stage tag, for its own files.
 */
#ifndef MB_TAG_PERSONAL_H
#define MB_TAG_PERSONAL_H

#include "../rules.h"

/*
 * Lists private mail addresses, mobile numbers, home addresses and pictures
 * of signatures as issues (personal-data) by page and place; none says what
 * stands there. Text stays as it is. Comes after the gates: what is withheld
 * is not listed.
 *
 * rules: of data/personal.ini.
 */
void mb_tag_personal(MbDocument *document, const MbRules *rules);

#endif
