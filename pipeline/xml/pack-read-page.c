/* Pages of pack XML: everything that stands on them, references checked as they come. */
#include "pack-reader.h"

static bool read_here(PackReader *reader, const PackAttributes *attributes, const FieldTable *table, void *object, MbAttrs **attrs)
{
    return pack_read_attributes(reader, attributes, table, object, attrs, NULL, NULL);
}

static bool start_page(PackReader *reader, const PackAttributes *attributes)
{
    const GPtrArray *pages = reader->document->pages;
    const MbPage *last = pages->len ? pages->pdata[pages->len - 1] : NULL;
    reader->page = mb_page_new(0, 0, 0);
    reader->before = mb_word_init();
    if (reader->seen_body)
        return pack_fail(reader, "pages stand before the body");
    if (pages->len == MB_LIMIT_PAGES)
        return pack_fail(reader, "more than %d pages", MB_LIMIT_PAGES);
    if (!read_here(reader, attributes, &pack_page_fields, reader->page, &reader->page->attrs))
        return false;
    if (reader->page->number <= (last ? last->number : 0))
        return pack_fail(reader, "page %d stands after page %d", reader->page->number, last ? last->number : 0);
    return reader->page->rotate % 90 == 0 || pack_fail(reader, "page is turned by %d degrees", reader->page->rotate);
}

static bool end_page(PackReader *reader)
{
    mb_document_take_page(reader->document, g_steal_pointer(&reader->page));
    return true;
}

static bool start_image(PackReader *reader, const PackAttributes *attributes)
{
    MbImage image = {.id = -1};
    if (!read_here(reader, attributes, &pack_image_fields, &image, NULL))
        return false;
    mb_page_append_image(reader->page, image);
    return true;
}

static bool start_link(PackReader *reader, const PackAttributes *attributes)
{
    MbLink link = {0};
    bool ok = read_here(reader, attributes, &pack_link_fields, &link, NULL);
    if (ok)
        mb_page_append_link(reader->page, link.box, link.uri, link.page);
    g_free(link.uri);
    return ok;
}

static bool start_region(PackReader *reader, const PackAttributes *attributes)
{
    guint at = mb_page_append_region(reader->page, (MbRegionKind)-1, (MbBox){0, 0, 0, 0}, -1, NULL);
    MbRegion *region = mb_page_region(reader->page, at);
    if (!read_here(reader, attributes, &pack_region_fields, region, &region->attrs))
        return false;
    if (region->kind == (MbRegionKind)-1)
        return pack_fail(reader, "region has no kind");
    return region->image < (int)reader->page->images->len || pack_fail(reader, "region points to no image: %d", region->image);
}

static bool start_rule(PackReader *reader, const PackAttributes *attributes)
{
    MbRule rule = {.region = -1};
    if (!read_here(reader, attributes, &pack_rule_fields, &rule, NULL))
        return false;
    g_array_append_val(reader->page->rules, rule);
    return rule.region < (int)reader->page->regions->len || pack_fail(reader, "rule points to no region: %d", rule.region);
}

static bool start_shade(PackReader *reader, const PackAttributes *attributes)
{
    MbShade shade = {0};
    if (!read_here(reader, attributes, &pack_shade_fields, &shade, NULL))
        return false;
    g_array_append_val(reader->page->shades, shade);
    return true;
}

static bool start_word(PackReader *reader, const PackAttributes *attributes)
{
    MbWord *word = &reader->word;
    *word = mb_word_init();
    pack_word_carry(word, &reader->before);
    if (!read_here(reader, attributes, &pack_word_fields, word, NULL))
        return false;
    if (word->origin > MB_ORIGIN_OCR)
        return pack_fail(reader, "origin of a word is text or ocr");
    if (word->font >= (int)reader->document->fonts->len)
        return pack_fail(reader, "word points to no font: %d", word->font);
    if (word->region >= (int)reader->page->regions->len)
        return pack_fail(reader, "word points to no region: %d", word->region);
    if (word->tagged >= (int)reader->document->tagged->len)
        return pack_fail(reader, "word points to no tagged element: %d", word->tagged);
    return word->link < (int)reader->page->links->len || pack_fail(reader, "word points to no link: %d", word->link);
}

static bool end_word(PackReader *reader)
{
    reader->word.text = reader->text->str;
    mb_page_append_word(reader->page, &reader->word);
    reader->word.readings = NULL;
    reader->before = reader->word;
    return true;
}

static void clear_reading(gpointer reading)
{
    g_free(((MbReading *)reading)->text);
}

static bool start_reading(PackReader *reader, const PackAttributes *attributes)
{
    MbReading reading = {0};
    g_string_truncate(reader->reading_text, 0);
    if (!read_here(reader, attributes, &pack_reading_fields, &reading, NULL))
        return false;
    reader->reading_conf = reading.conf;
    return true;
}

static bool end_reading(PackReader *reader)
{
    MbReading reading = {g_strdup(reader->reading_text->str), reader->reading_conf};
    if (!reader->word.readings) {
        reader->word.readings = g_array_new(FALSE, FALSE, sizeof(MbReading));
        g_array_set_clear_func(reader->word.readings, clear_reading);
    }
    g_array_append_val(reader->word.readings, reading);
    return true;
}

static const PackElement word_children[] = {
    {.name = "r", .place = PACK_READING_TEXT, .start = start_reading, .end = end_reading},
};
static const PackElement page_children[] = {
    {"w", PACK_TEXT, word_children, G_N_ELEMENTS(word_children), start_word, end_word},
    {.name = "image", .start = start_image},
    {.name = "link", .start = start_link},
    {.name = "region", .start = start_region},
    {.name = "rule", .start = start_rule},
    {.name = "shade", .start = start_shade},
};
const PackElement pack_page_element = {"page", PACK_NO_TEXT, page_children, G_N_ELEMENTS(page_children), start_page, end_page};
