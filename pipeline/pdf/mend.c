/* Reading and rewriting with qpdf. */
#include "mend.h"

#include <stdbool.h>

#include <qpdf/qpdf-c.h>

#include "base/limits.h"

static void free_qpdf(qpdf_data *qpdf)
{
    qpdf_cleanup(qpdf);
}

typedef qpdf_data Qpdf;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Qpdf, free_qpdf)

/* Whether the calls since the last question failed; an error that nobody fetches is printed at the end. */
static bool has_failed(qpdf_data qpdf)
{
    bool failed = qpdf_has_error(qpdf);
    if (failed)
        qpdf_get_error(qpdf);
    return failed;
}

/* One list of all pages in place of a tree that may be broken: qpdf finds pages where counts and parents are wrong. */
static bool flatten_pages(qpdf_data qpdf)
{
    int pages = qpdf_get_num_pages(qpdf);
    if (has_failed(qpdf) || pages < 1 || pages > MB_LIMIT_PAGES)
        return false;
    qpdf_push_inherited_attributes_to_page(qpdf);
    qpdf_oh list = qpdf_oh_new_array(qpdf), node = qpdf_make_indirect_object(qpdf, qpdf_oh_new_dictionary(qpdf));
    for (int i = 0; i < pages; i++) {
        qpdf_oh page = qpdf_get_page_n(qpdf, (size_t)i);
        qpdf_oh_replace_key(qpdf, page, "/Parent", node);
        qpdf_oh_append_item(qpdf, list, page);
    }
    qpdf_oh_replace_key(qpdf, node, "/Type", qpdf_oh_new_name(qpdf, "/Pages"));
    qpdf_oh_replace_key(qpdf, node, "/Kids", list);
    qpdf_oh_replace_key(qpdf, node, "/Count", qpdf_oh_new_integer(qpdf, pages));
    qpdf_oh root = qpdf_get_root(qpdf);
    qpdf_oh_replace_key(qpdf, root, "/Type", qpdf_oh_new_name(qpdf, "/Catalog"));
    qpdf_oh_replace_key(qpdf, root, "/Pages", node);
    return !has_failed(qpdf);
}

GBytes *mb_mend_dup_rewritten(GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_auto(Qpdf) qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_TRUE);
    qpdf_read_memory(qpdf, "source", data, size, NULL);
    if (has_failed(qpdf) || !flatten_pages(qpdf))
        return NULL;
    qpdf_init_write_memory(qpdf);
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    qpdf_set_stream_data_mode(qpdf, qpdf_s_preserve);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_disable);
    qpdf_write(qpdf);
    if (has_failed(qpdf))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
}

const char *mb_mend_version(void)
{
    return qpdf_get_qpdf_version();
}

const char *mb_mend_program(void)
{
    static char name[32];
    static gsize done;
    if (g_once_init_enter(&done)) {
        g_snprintf(name, sizeof name, "qpdf %s", qpdf_get_qpdf_version());
        g_once_init_leave(&done, 1);
    }
    return name;
}
