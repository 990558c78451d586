/* Files inside a PDF file: sources of their own, which the driver takes through the chain after this one. */
#include "extract.h"

#include "base/file.h"

#include <string.h>

#define NAME_BYTES 80 /* of a file name that is made of the one given */

typedef struct {
    MbDocument *document;
    guint count, lost;
} Attached;

/* A file name that any system and any manifest takes; caller frees. */
static char *dup_plain_name(const char *name)
{
    g_autofree char *ascii = g_str_to_ascii(name, "C");
    GString *out = g_string_new(NULL);
    gsize length = strlen(ascii);
    for (const char *c = ascii + (length > NAME_BYTES ? length - NAME_BYTES : 0); *c; c++)
        g_string_append_c(out, g_ascii_isalnum(*c) || strchr("._-", *c) ? *c : '_');
    return g_string_free(out, FALSE);
}

/* Keeps one file, and says in the metadata what it is: "attached-1" is hash, size, path in the package and name. */
static void keep(const char *name, GBytes *bytes, void *data)
{
    Attached *attached = data;
    char key[32];
    attached->count++;
    attached->lost += !bytes;
    g_snprintf(key, sizeof key, "attached-%u", attached->count);
    if (!bytes) {
        mb_attrs_set(&attached->document->metadata, key, name);
        return;
    }
    g_autofree char *plain = dup_plain_name(name);
    g_autofree char *path = g_strdup_printf(MB_ATTACHED_FOLDER "%02u-%s", attached->count, plain);
    g_autofree char *sha256 = mb_bytes_dup_sha256(bytes);
    g_autofree char *value = g_strdup_printf("%s %" G_GSIZE_FORMAT " %s %s", sha256, g_bytes_get_size(bytes), path, name);
    mb_attrs_set(&attached->document->metadata, key, value);
    mb_fileset_take(attached->document->files, path, g_bytes_ref(bytes));
}

void mb_extract_attached(const MbPdf *pdf, MbDocument *document)
{
    Attached attached = {.document = document};
    mb_pdf_visit_attached(pdf, keep, &attached);
    if (!attached.count)
        return;
    g_autofree char *kept = g_strdup_printf("files: %u", attached.count - attached.lost);
    g_autofree char *lost = g_strdup_printf("files: %u", attached.lost);
    if (attached.count > attached.lost)
        mb_document_add_issue(document, MB_ISSUE_FILE_ATTACHED, 0, (MbBox){0}, kept);
    if (attached.lost)
        mb_document_add_issue(document, MB_ISSUE_ATTACHED_UNREADABLE, 0, (MbBox){0}, lost);
}
