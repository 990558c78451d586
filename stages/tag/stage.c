/*
 * Who, what, when, decided: parts, agenda, resolutions, names, statements and
 * the facts of the meeting. Text is never changed.
 */
#include "gates/exempt.h"
#include "model/withhold.h"
#include "gates/personal.h"
#include "gates/redaction.h"
#include "stage/stages.h"
#include "structure/structure.h"
#include "tagger.h"

#include <string.h>

typedef void (*Matcher)(MbTagger *tagger, MbView *view);

/* Sure names first: what one matcher takes, a later one leaves. */
static const Matcher matchers[] = {mb_tag_titled_people, mb_tag_commissioners_offices, mb_tag_roles, mb_tag_organisations,
                                   mb_tag_listed_people, mb_tag_placed_names,           mb_tag_bare_people, mb_tag_short_organisations,
                                   mb_tag_places,        mb_tag_own_places};

MbEntity *mb_tag_entity(MbTagger *tagger, const char *prefix, const char *name, MbSpanKind span, const char *kind)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    g_autofree char *id = g_strconcat(prefix, lower, NULL);
    MbEntity *entity = mb_document_intern_entity(tagger->document, id, span, name);
    if (kind && !mb_attrs_get(entity->attrs, "kind"))
        mb_attrs_set(&entity->attrs, "kind", kind);
    return entity;
}

MbSpan *mb_tag_find_span(const MbView *view, guint from, guint to, MbSpanKind kind)
{
    guint start = mb_leaf_token(view, from)->start, end = mb_leaf_token(view, to - 1)->end;
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->start == start && span->end == end && span->kind == kind)
            return span;
    }
    return NULL;
}

static void free_view(gpointer view)
{
    mb_leaf_free(view);
}

static void free_mention(gpointer mention)
{
    mb_mention_free(mention);
}

/* Furniture and the lettering of figures say nothing about the meeting; what is withheld names nobody. */
static bool is_tagged(const MbBlock *block)
{
    return block->text && block->text->len && !block->artifact;
}

/* Words with a small letter are words of the language: a name in capitals that is made of them is none. */
static void collect_small_words(MbTagger *tagger, const MbView *view)
{
    char folded[MB_WORD_BYTES];
    for (guint i = 0; i < view->tokens->len; i++) {
        const MbToken *token = mb_leaf_token(view, i);
        bool small = token->shape & MB_SHAPE_LOWER && !token->claim; /* "precious.wanjiru@..." makes no words */
        if (small && mb_leaf_fold(view->text + token->start, token->end - token->start, folded) &&
            !g_hash_table_contains(tagger->small_words, folded))
            g_hash_table_add(tagger->small_words, g_strdup(folded));
    }
}

static void make_views(MbTagger *tagger)
{
    MbBlock *body = tagger->document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block))
        if (is_tagged(block) && !mb_block_is_withheld(block))
            g_ptr_array_add(tagger->views, mb_leaf_new(tagger->lexicon, block));
}

static GHashTable *new_words(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void init_tagger(MbTagger *tagger, MbDocument *document, const MbLexicon *lexicon, const MbRules *rules)
{
    *tagger = (MbTagger){.document = document, .lexicon = lexicon, .rules = rules};
    tagger->views = g_ptr_array_new_with_free_func(free_view);
    tagger->mentions = g_ptr_array_new_with_free_func(free_mention);
    GHashTable **const words[] = {&tagger->surnames,    &tagger->full_names,  &tagger->initials,    &tagger->monograms,
                                  &tagger->given_names, &tagger->small_words, &tagger->place_names, &tagger->places};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        *words[i] = new_words();
    tagger->short_forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static void clear_tagger(MbTagger *tagger)
{
    g_ptr_array_unref(tagger->views);
    g_ptr_array_unref(tagger->mentions);
    GHashTable *const tables[] = {tagger->surnames,    tagger->full_names,  tagger->initials, tagger->monograms, tagger->given_names,
                                  tagger->small_words, tagger->place_names, tagger->places,   tagger->short_forms};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        g_hash_table_unref(tables[i]);
}

/* Whether the first leaves say that the council itself meets. */
static bool meets_as_council(const MbTagger *tagger)
{
    for (guint i = 0; i < MIN(tagger->views->len, 6); i++) {
        const MbView *view = tagger->views->pdata[i];
        if (mb_rules_find(tagger->rules, "council-meets", view->text, NULL))
            return true;
    }
    return false;
}

static void tag(MbTagger *tagger)
{
    make_views(tagger);
    mb_tag_attendance(tagger);
    mb_authority_teach(tagger->authority, tagger);
    tagger->council_meets = meets_as_council(tagger);
    for (guint i = 0; i < tagger->views->len; i++)
        mb_rules_apply(tagger->rules, MB_PHASE_VALUES, tagger->document, tagger->views->pdata[i]);
    for (guint i = 0; i < tagger->views->len; i++)
        collect_small_words(tagger, tagger->views->pdata[i]);
    for (guint k = 0; k < G_N_ELEMENTS(matchers); k++)
        for (guint i = 0; i < tagger->views->len; i++)
            matchers[k](tagger, tagger->views->pdata[i]);
    mb_tag_identities(tagger);
    mb_tag_presence(tagger);
    for (guint i = 0; i < tagger->views->len; i++)
        mb_tag_statements(tagger, tagger->views->pdata[i]);
    mb_tag_kpis(tagger);
    mb_tag_addressees(tagger->document, tagger->rules);
    for (guint i = 0; i < tagger->views->len; i++)
        mb_tag_actions(tagger->views->pdata[i]);
    mb_tag_action_tables(tagger->document, tagger->rules);
    mb_tag_facts(tagger);
    mb_authority_link(tagger->authority, tagger);
    mb_tag_audit(tagger);
}

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    g_autoptr(MbLexicon) lexicon = mb_lexicon_read(options, error);
    g_autoptr(MbRules) rules = lexicon ? mb_rules_read(options, error) : NULL;
    g_autoptr(MbAuthorityList) authority = rules ? mb_authority_read(options, error) : NULL;
    g_autoptr(MbRules) exempt = authority ? mb_rules_read_file(options, "exempt.ini", error) : NULL;
    g_autoptr(MbRules) personal = exempt ? mb_rules_read_file(options, "personal.ini", error) : NULL;
    if (!personal)
        return false;
    mb_tag_parts(document, rules);
    mb_tag_agenda(document, rules);
    mb_tag_resolutions(document, rules);
    mb_tag_paths(document);
    mb_tag_exempt(document, exempt);
    MbTagger tagger;
    init_tagger(&tagger, document, lexicon, rules);
    tagger.authority = authority;
    tag(&tagger);
    clear_tagger(&tagger);
    mb_tag_redactions(document);
    mb_tag_personal(document, personal);
    mb_tag_papers(document, rules);
    return true;
}

const MbStage mb_stage_tag = {
    .name = "tag",
    .version = "3",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_PACK,
    .main_file = NULL,
    .summary = "- finds parts, agenda, resolutions, people, bodies, dates, money and statements",
    .run = run,
};
