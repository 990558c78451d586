/*
 * Patterns as data (data/rules.ini): dates, money, contacts, citations,
 * statements. Stage tag, for its own files.
 *
 * A group of the file is a rule:
 *
 *     [money]
 *     phase=values              values (before names) or statements (after)
 *     kind=money                a span kind of pack XML
 *     needs=£                   a text that the leaf must hold, or "digit"; quick way out
 *     when=\d\s?p\b           a small pattern that the leaf must hold, for where no text is needed
 *     find=£ ?(?<number>...)    Perl pattern; {word} stands for an entry of [words]
 *     value=money               how named parts become attributes (values.c)
 *     from=name                 the match must begin where a person or office is named
 *     until=name                the match goes on to the end of the name that begins where it ends
 *     set=kind:legislation      attributes with a fixed value, separated by blanks
 *
 * The part named "span", if there is one, is what is marked. Other named parts
 * become attributes of the same name unless `value` eats them.
 */
#ifndef MB_TAG_RULES_H
#define MB_TAG_RULES_H

#include "view.h"

typedef enum { MB_PHASE_VALUES, MB_PHASE_STATEMENTS } MbPhase;

typedef struct MbRules MbRules;

/*
 * Reads and compiles the rules.
 *
 * Returns the rules, caller frees; NULL with MB_ERROR_ENVIRONMENT that names
 * the rule when the file is missing or a pattern is wrong.
 */
MbRules *mb_rules_read(const MbOptions *options, GError **error);

/* As mb_rules_read, of another file of the data folder. */
MbRules *mb_rules_read_file(const MbOptions *options, const char *name, GError **error);
void mb_rules_free(MbRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbRules, mb_rules_free)

/* Marks all matches of the rules of a phase in a leaf; in phase values their tokens are claimed. */
void mb_rules_apply(const MbRules *rules, MbPhase phase, MbDocument *document, MbView *view);

/* Whether the rule of a name matches the text at its beginning or anywhere; match: out, optional, caller frees. */
bool mb_rules_find(const MbRules *rules, const char *name, const char *text, GMatchInfo **match);

#endif
