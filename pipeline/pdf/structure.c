/*
 * The structure tree of a tagged file. Poppler's glib interface tells an element's text by drawing its page once for each
 * piece (1 ms each; 2,500 pieces in a report of 71 pages); here words know their piece already (marks.c), and one walk over
 * the tree tells which element owns it.
 */
#include "private.h"

#include "base/text.h"

#include <string.h>

#define TREE_DEPTH 150      /* of elements */
#define TREE_LIMIT 2000000  /* elements and pieces */
#define PIECE_LIMIT 100000  /* marked-content ids on one page */

/* Shares of the words that are seen. Trees of thirteen council files cover 0.99 and more; headings are up to 0.06 of that. */
#define PAGE_COVERED 0.7     /* a page of which less is tagged is not tagged */
#define FILE_COVERED 0.3     /* a file of which less is tagged is not to be trusted */
#define MOST_HEADINGS 0.4    /* a file of which more is headings was not tagged by meaning */
#define FEW_WORDS 60         /* a file of fewer words, a title page, may be all headings */

/* What pieces belong to: the nearest element whose role tells what they are. */
typedef struct {
    const char *role; /* static */
    bool is_strong;   /* paragraphs inside it are its own */
    int depth;        /* of lists */
    int group, row;   /* of the list or table around it */
    int entry, page;  /* the element's entry for the page met last, -1 before the first */
} Owner;

typedef struct {
    const MbPdf *pdf;
    MbDocument *document;
    MbView role_map;
    GHashTable *seen; /* object numbers of elements */
    GPtrArray *entries; /* by page index: GArray of int32_t, entry + 1 by marked-content id; NULL */
    GPtrArray *texts;   /* GString by entry */
    int groups;         /* lists and tables met */
    gint64 steps;
} Walk;

static const struct {
    const char *role;
    bool is_strong;
} roles[] = {{"/P", false}, {"/LI", true}, {"/TD", true}, {"/TH", true}, {"/H1", true}, {"/H2", true}, {"/H3", true}, {"/H4", true},
             {"/H5", true}, {"/H6", true}, {"/H", true}, {"/Title", true}, {"/Caption", true}, {"/TOCI", true}, {"/Note", true},
             {"/FENote", true}, {"/Figure", true}, {"/Formula", true}, {"/BlockQuote", false}, {"/Code", false}};

static int find_role(MbView name)
{
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
        if (mb_view_is(name, roles[i].role))
            return (int)i;
    return -1;
}

/* A standard role as it is, another through the role map; a few steps, since the map may go round. */
static MbView map_role(const Walk *walk, MbView name)
{
    for (int step = 0; step < 4 && find_role(name) < 0 && !mb_view_is(name, "/L") && !mb_view_is_empty(name); step++) {
        g_autofree char *key = g_strndup(name.at, (gsize)(name.end - name.at));
        MbView mapped = mb_objects_resolve(walk->pdf->objects, mb_view_key(walk->role_map, key));
        if (mb_view_is_empty(mapped))
            break;
        name = mapped;
    }
    return name;
}

static int new_entry(Walk *walk, const Owner *owner, int page)
{
    bool is_item = !strcmp(owner->role, "/LI"), is_cell = owner->role[1] == 'T' && (owner->role[2] == 'D' || owner->role[2] == 'H');
    GArray *tagged = walk->document->tagged;
    mb_document_add_tagged(walk->document, owner->role + 1, "", page + 1, is_item ? owner->depth : 0);
    MbTagged *made = &g_array_index(tagged, MbTagged, tagged->len - 1);
    made->group = is_item || is_cell ? owner->group : 0;
    made->row = is_cell ? owner->row : 0;
    g_ptr_array_add(walk->texts, g_string_new(NULL));
    return (int)tagged->len - 1;
}

static void own_piece(Walk *walk, Owner *owner, int page, int mcid)
{
    if (page < 0 || (guint)page >= walk->entries->len || mcid < 0 || mcid >= PIECE_LIMIT)
        return;
    if (owner->entry < 0 || owner->page != page) {
        owner->entry = new_entry(walk, owner, page);
        owner->page = page;
    }
    GArray *pieces = walk->entries->pdata[page];
    if (!pieces)
        walk->entries->pdata[page] = pieces = g_array_new(FALSE, TRUE, sizeof(int32_t));
    if ((guint)mcid >= pieces->len)
        g_array_set_size(pieces, (guint)mcid + 1);
    g_array_index(pieces, int32_t, mcid) = owner->entry + 1;
}

static void walk_kid(Walk *walk, MbView kid, Owner *owner, int page, int depth);

static int own_page(const Walk *walk, MbView dict, int page)
{
    MbView ref = mb_view_key(dict, "/Pg");
    return mb_view_is_empty(ref) ? page : mb_objects_page_index(walk->pdf->objects, mb_view_int(ref));
}

/* Whether an element owns what is below it or counts for it, given what is above; own: out. All others pass through. */
static bool begin_owner(Walk *walk, MbView name, Owner *above, Owner *own)
{
    int role = find_role(name);
    bool owns = role >= 0 && (roles[role].is_strong || !above->is_strong);
    bool is_list = mb_view_is(name, "/L"), is_table = mb_view_is(name, "/Table"), is_row = mb_view_is(name, "/TR");
    if (!owns && !is_list && !is_table && !is_row)
        return false;
    *own = *above;
    own->entry = own->page = -1;
    if (owns) {
        own->role = roles[role].role;
        own->is_strong = roles[role].is_strong;
    }
    if (is_list || is_table)
        own->group = ++walk->groups;
    own->depth += is_list;
    own->row = is_table ? 0 : is_row ? ++above->row : own->row;
    return true;
}

static void walk_element(Walk *walk, MbView dict, Owner *above, int page, int depth)
{
    MbView name = map_role(walk, mb_objects_key(walk->pdf->objects, dict, "/S")), kids = mb_view_key(dict, "/K"), kid;
    Owner own, *owner = begin_owner(walk, name, above, &own) ? &own : above;
    page = own_page(walk, dict, page);
    MbView value = mb_objects_resolve(walk->pdf->objects, kids);
    if (mb_view_is_empty(value) || *value.at != '[') {
        if (!mb_view_is_empty(kids))
            walk_kid(walk, kids, owner, page, depth + 1);
        return;
    }
    for (value = mb_view_inside(value); mb_view_next_object(&value, &kid) != MB_TOKEN_END;)
        walk_kid(walk, kid, owner, page, depth + 1);
}

/* A kid is a piece (a number, or a dictionary with one), an object that is no text, or an element. */
static void walk_kid(Walk *walk, MbView kid, Owner *owner, int page, int depth)
{
    MbView rest = kid, token;
    MbToken kind = mb_view_next_object(&rest, &token);
    if (++walk->steps > TREE_LIMIT || depth > TREE_DEPTH)
        return;
    if (kind == MB_TOKEN_NUMBER) {
        own_piece(walk, owner, page, mb_view_int(token));
        return;
    }
    if (kind == MB_TOKEN_REF && !g_hash_table_add(walk->seen, GINT_TO_POINTER(mb_view_int(token))))
        return;
    MbView dict = mb_objects_resolve(walk->pdf->objects, kid), type = mb_view_key(dict, "/Type");
    if (mb_view_is(type, "/OBJR"))
        return;
    if (!mb_view_is(type, "/MCR"))
        walk_element(walk, dict, owner, page, depth);
    else if (mb_view_is_empty(mb_view_key(dict, "/Stm"))) /* pieces of forms are not followed */
        own_piece(walk, owner, own_page(walk, dict, page), mb_view_int(mb_view_key(dict, "/MCID")));
}

/* Counts of words that are seen, for judging trust. */
typedef struct {
    guint seen, covered, headings;
} Cover;

static bool is_heading(const char *role)
{
    return role[0] == 'H' || !strcmp(role, "Title");
}

static void append_word(GString *text, const MbWord *word)
{
    if (text->len && !word->glued)
        g_string_append_c(text, ' ');
    g_string_append(text, word->text);
}

/* Gives the words of a page their element and the elements their text. Furniture in one stretch is one element. */
static Cover own_words(Walk *walk, MbPage *page, const GArray *owners)
{
    Cover cover = {0};
    const GArray *pieces = walk->entries->pdata[page->number - 1];
    int furniture = -1;
    const Owner artifact = {.role = "/Artifact"};
    for (guint i = 0; i < page->words->len && owners && i < owners->len; i++) {
        MbWord *word = mb_page_word(page, i);
        int32_t owner = g_array_index(owners, int32_t, i), entry = -1;
        if (owner == MB_OWNER_ARTIFACT)
            entry = furniture = furniture >= 0 ? furniture : new_entry(walk, &artifact, page->number - 1);
        else
            furniture = -1;
        if (owner >= 0 && pieces && (guint)owner < pieces->len)
            entry = g_array_index(pieces, int32_t, owner) - 1;
        word->tagged = entry;
        if (entry >= 0)
            append_word(walk->texts->pdata[entry], word);
        if (word->hidden || owner == MB_OWNER_ARTIFACT)
            continue;
        cover.seen++;
        cover.covered += entry >= 0;
        cover.headings += entry >= 0 && is_heading(g_array_index(walk->document->tagged, MbTagged, entry).role);
    }
    page->is_tagged = cover.seen && cover.covered >= PAGE_COVERED * cover.seen;
    return cover;
}

/* Takes out elements without words, and sets texts and the words' indices. */
static void settle(Walk *walk)
{
    GArray *tagged = walk->document->tagged;
    g_autoptr(GArray) kept = g_array_new(FALSE, TRUE, sizeof(int32_t));
    g_autoptr(GArray) removed = g_array_new(FALSE, TRUE, sizeof(MbTagged));
    int32_t next = 0;
    for (guint i = 0; i < tagged->len; i++) {
        MbTagged *one = &g_array_index(tagged, MbTagged, i);
        GString *text = walk->texts->pdata[i];
        int32_t index = text->len ? next++ : -1;
        g_array_append_val(kept, index);
        if (index < 0) {
            g_array_append_val(removed, *one);
            continue;
        }
        g_free(one->text);
        one->text = g_strdup(text->str);
        g_array_index(tagged, MbTagged, index) = *one;
    }
    for (guint i = 0; i < removed->len; i++)
        g_array_index(tagged, MbTagged, (guint)next + i) = g_array_index(removed, MbTagged, i);
    g_array_set_size(tagged, (guint)next); /* frees the removed ones */
    for (guint p = 0; p < walk->document->pages->len; p++) {
        MbPage *page = walk->document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++) {
            MbWord *word = mb_page_word(page, i);
            word->tagged = word->tagged < 0 ? -1 : g_array_index(kept, int32_t, word->tagged);
        }
    }
}

static void forget(MbDocument *document)
{
    g_array_set_size(document->tagged, 0);
    for (guint p = 0; p < document->pages->len; p++) {
        MbPage *page = document->pages->pdata[p];
        page->is_tagged = false;
        for (guint i = 0; i < page->words->len; i++)
            mb_page_word(page, i)->tagged = -1;
    }
}

static bool is_trusted(Cover all)
{
    if (!all.covered || all.covered < FILE_COVERED * all.seen)
        return false;
    return all.covered < FEW_WORDS || all.headings <= MOST_HEADINGS * all.covered;
}

static void free_pieces(gpointer pieces)
{
    if (pieces)
        g_array_unref(pieces);
}

static void free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

void mb_pdf_read_tags(MbPdf *pdf, MbDocument *document)
{
    MbView root = pdf->objects ? mb_objects_key(pdf->objects, mb_objects_root(pdf->objects), "/StructTreeRoot") : (MbView){NULL, NULL};
    mb_attrs_set(&document->metadata, "tagged", mb_view_is_empty(root) ? "no" : "yes");
    if (mb_view_is_empty(root))
        return;
    Walk walk = {.pdf = pdf, .document = document, .role_map = mb_objects_key(pdf->objects, root, "/RoleMap")};
    walk.seen = g_hash_table_new(NULL, NULL);
    walk.entries = g_ptr_array_new_with_free_func(free_pieces);
    walk.texts = g_ptr_array_new_with_free_func(free_text);
    g_ptr_array_set_size(walk.entries, pdf->pages);
    Owner none = {.role = "/NonStruct", .entry = -1, .page = -1};
    walk_element(&walk, root, &none, -1, 0);
    Cover all = {0};
    for (guint p = 0; p < document->pages->len; p++) {
        MbPage *page = document->pages->pdata[p];
        Cover cover = own_words(&walk, page, pdf->owners->pdata[page->number - 1]);
        all = (Cover){all.seen + cover.seen, all.covered + cover.covered, all.headings + cover.headings};
    }
    settle(&walk);
    if (!is_trusted(all)) {
        forget(document);
        mb_attrs_set(&document->metadata, "tagged", "untrusted");
    }
    g_hash_table_unref(walk.seen);
    g_ptr_array_unref(walk.entries);
    g_ptr_array_unref(walk.texts);
}
