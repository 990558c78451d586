#include "model/page.h"

#include "model/names.h"

static void clear_word(gpointer data)
{
    MbWord *word = data;
    g_clear_pointer(&word->readings, g_array_unref);
}

static void clear_link(gpointer data)
{
    g_free(((MbLink *)data)->uri);
}

static void clear_region(gpointer data)
{
    MbRegion *region = data;
    g_free(region->reason);
    mb_attrs_free(region->attrs);
}

static GArray *new_array(gsize size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, (guint)size);
    if (clear)
        g_array_set_clear_func(array, clear);
    return array;
}

MbPage *mb_page_new(int number, double width, double height)
{
    MbPage *page = g_new0(MbPage, 1);
    page->number = number;
    page->width = width;
    page->height = height;
    page->words = new_array(sizeof(MbWord), clear_word);
    page->images = new_array(sizeof(MbImage), NULL);
    page->links = new_array(sizeof(MbLink), clear_link);
    page->rules = new_array(sizeof(MbRule), NULL);
    page->shades = new_array(sizeof(MbShade), NULL);
    page->regions = new_array(sizeof(MbRegion), clear_region);
    page->store = g_string_chunk_new(4096);
    return page;
}

void mb_page_free(MbPage *page)
{
    if (!page)
        return;
    g_free(page->label);
    g_array_unref(page->words);
    g_array_unref(page->images);
    g_array_unref(page->links);
    g_array_unref(page->rules);
    g_array_unref(page->shades);
    g_array_unref(page->regions);
    g_string_chunk_free(page->store);
    mb_attrs_free(page->attrs);
    g_free(page);
}

MbWord mb_word_init(void)
{
    return (MbWord){.text = "", .font = -1, .region = -1, .link = -1, .tagged = -1, .conf = 1};
}

guint mb_page_append_word(MbPage *page, const MbWord *word)
{
    MbWord copy = *word;
    copy.text = g_string_chunk_insert(page->store, word->text);
    g_array_append_val(page->words, copy);
    return page->words->len - 1;
}

MbWord *mb_page_word(const MbPage *page, guint i)
{
    g_assert(i < page->words->len);
    return &g_array_index(page->words, MbWord, i);
}

guint mb_page_append_image(MbPage *page, MbImage image)
{
    g_array_append_val(page->images, image);
    return page->images->len - 1;
}

guint mb_page_append_link(MbPage *page, MbBox box, const char *uri, int target_page)
{
    MbLink link = {box, g_strdup(uri), target_page};
    g_array_append_val(page->links, link);
    return page->links->len - 1;
}

guint mb_page_append_region(MbPage *page, MbRegionKind kind, MbBox box, int image, const char *reason)
{
    MbRegion region = {.kind = kind, .box = box, .image = image, .reason = g_strdup(reason)};
    g_array_append_val(page->regions, region);
    return page->regions->len - 1;
}

void mb_rule_narrow(MbRule *rule, double thickness)
{
    double *from = rule->vertical ? &rule->box.x0 : &rule->box.y0, *to = rule->vertical ? &rule->box.x1 : &rule->box.y1;
    const double middle = (*from + *to) / 2;
    *from = middle - thickness / 2;
    *to = middle + thickness / 2;
}

MbRegion *mb_page_region(const MbPage *page, guint i)
{
    g_assert(i < page->regions->len);
    return &g_array_index(page->regions, MbRegion, i);
}

static const char *const origin_names[] = {"text", "ocr", "mixed"};
static const char *const hidden_names[] = {"", "invisible", "offPage", "colour", "tiny", "covered", "replaced", "layer"};
static const char *const region_names[] = {"scan", "table", "chart", "text", "photo", "decoration"};

MB_DEFINE_NAMES(origin, MbOrigin, origin_names)
MB_DEFINE_NAMES(hidden, MbHidden, hidden_names)
MB_DEFINE_NAMES(region_kind, MbRegionKind, region_names)
