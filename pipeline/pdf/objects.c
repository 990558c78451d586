#include "objects.h"

#include <string.h>

#define OBJECT_LIMIT 1000000          /* object numbers; a report of 85 pages has 5,000 */
#define UNPACKED_LIMIT (256u << 20)   /* bytes of all object streams */
#define TREE_LIMIT 100                /* depth of the page tree */
#define LOOSE_LIMIT 65536             /* bytes of a packed object whose end is not told */

struct MbObjects {
    GBytes *bytes;
    GArray *views;       /* MbView by object number, up to where the next object begins */
    GArray *places;      /* gsize by object number: where it lies in the file, or the object stream that holds it */
    GPtrArray *unpacked; /* GByteArray of object streams */
    GArray *pages;       /* MbPageObject */
    GHashTable *by_object; /* object number to page index + 1 */
    MbView root;
};

void mb_objects_free(MbObjects *objects)
{
    if (!objects)
        return;
    g_bytes_unref(objects->bytes);
    g_array_unref(objects->views);
    g_array_unref(objects->places);
    g_ptr_array_unref(objects->unpacked);
    g_array_unref(objects->pages);
    g_hash_table_unref(objects->by_object);
    g_free(objects);
}

static void set_object(MbObjects *objects, int number, MbView view, gsize place)
{
    if (number < 1 || number > OBJECT_LIMIT)
        return;
    if ((guint)number >= objects->views->len) {
        g_array_set_size(objects->views, (guint)number + 1);
        g_array_set_size(objects->places, (guint)number + 1);
    }
    g_array_index(objects->views, MbView, number) = view;
    g_array_index(objects->places, gsize, number) = place;
}

/* The whole number that ends before `at`, its first byte in *from; -1 when there is none. */
static int read_backwards(const char *start, const char *at, const char **from)
{
    const char *c = at;
    while (c > start && g_ascii_isspace(c[-1]))
        c--;
    const char *end = c;
    while (c > start && g_ascii_isdigit(c[-1]) && end - c < 9)
        c--;
    *from = c;
    return c == end ? -1 : mb_view_int((MbView){c, end});
}

/*
 * Finds every "12 0 obj". Each ends where the next begins, so that looking into all of them costs no more than the file
 * is long, whatever brackets are left open.
 */
static void find_objects(MbObjects *objects)
{
    gsize size;
    const char *start = g_bytes_get_data(objects->bytes, &size), *end = start + size, *at = start;
    int last = 0;
    while ((at = memmem(at, (gsize)(end - at), "obj", 3))) {
        const char *from;
        bool is_end = at - start >= 3 && !memcmp(at - 3, "end", 3);
        at += 3;
        if (is_end || read_backwards(start, at - 3, &from) < 0 || from == start || !g_ascii_isspace(from[-1]))
            continue;
        int number = read_backwards(start, from, &from);
        if (number < 1 || number > OBJECT_LIMIT)
            continue;
        if (last)
            g_array_index(objects->views, MbView, last).end = from;
        set_object(objects, last = number, (MbView){at, end}, (gsize)(from - start));
    }
}

MbView mb_objects_resolve(const MbObjects *objects, MbView view)
{
    /* A reference may point to a reference; more than a few are a loop. */
    for (int hops = 0; hops < 4; hops++) {
        MbView rest = view, token;
        if (mb_view_next_object(&rest, &token) != MB_TOKEN_REF)
            return token;
        guint number = (guint)mb_view_int(token);
        if (number >= objects->views->len)
            break;
        view = g_array_index(objects->views, MbView, number);
    }
    return (MbView){NULL, NULL};
}

MbView mb_objects_key(const MbObjects *objects, MbView dict, const char *key)
{
    return mb_objects_resolve(objects, mb_view_key(mb_objects_resolve(objects, dict), key));
}

MbView mb_objects_root(const MbObjects *objects)
{
    return objects->root;
}

/*
 * The bytes of a stream as they lie in the file. Its length is not trusted unless "endstream" follows. What looks like an
 * object inside a stream may have cut the view short, so the end of the file counts.
 */
static bool find_body(const MbObjects *objects, MbView object, MbView dict, MbView *body)
{
    gsize size;
    const char *start = g_bytes_get_data(objects->bytes, &size);
    if (object.at < start || object.at > start + size)
        return false; /* packed objects are no streams */
    object.end = start + size;
    MbView rest = {dict.end, object.end}, word;
    if (mb_view_next(&rest, &word) != MB_TOKEN_WORD || !mb_view_is(word, "stream"))
        return false;
    const char *at = word.end;
    at += at < object.end && *at == '\r';
    at += at < object.end && *at == '\n';
    double length = mb_view_number(mb_objects_key(objects, dict, "/Length"));
    if (length >= 0 && length <= (double)(object.end - at)) {
        MbView after = {at + (gsize)length, object.end};
        if (mb_view_next(&after, &word) == MB_TOKEN_WORD && mb_view_is(word, "endstream")) {
            *body = (MbView){at, at + (gsize)length};
            return true;
        }
    }
    const char *close = memmem(at, (gsize)(object.end - at), "endstream", 9);
    *body = (MbView){at, close};
    return close != NULL;
}

/* Whether Flate's output would still have to be put together from differences, which only images and tables have. */
static bool has_predictor(const MbObjects *objects, MbView dict)
{
    MbView parms = mb_objects_key(objects, dict, "/DecodeParms");
    return !mb_view_is_empty(parms) && mb_view_int(mb_objects_key(objects, parms, "/Predictor")) > 1;
}

static MbStreamResult append_body(MbView body, GByteArray *out, gsize limit)
{
    if (out->len + (gsize)(body.end - body.at) > limit)
        return MB_STREAM_TOO_LONG;
    g_byte_array_append(out, (const guint8 *)body.at, (guint)(body.end - body.at));
    return MB_STREAM_READ;
}

MbStreamResult mb_objects_raw(const MbObjects *objects, MbView stream, GByteArray *out, gsize limit)
{
    MbView object = mb_objects_resolve(objects, stream), rest = object, dict, body;
    if (mb_view_next(&rest, &dict) != MB_TOKEN_DICT || !find_body(objects, object, dict, &body))
        return MB_STREAM_UNKNOWN;
    return append_body(body, out, limit);
}

MbStreamResult mb_objects_stream(const MbObjects *objects, MbView stream, GByteArray *out, gsize limit)
{
    MbView object = mb_objects_resolve(objects, stream), rest = object, dict, body, name;
    if (mb_view_next(&rest, &dict) != MB_TOKEN_DICT || !find_body(objects, object, dict, &body) || has_predictor(objects, dict))
        return MB_STREAM_UNKNOWN;
    MbView filter = mb_objects_key(objects, dict, "/Filter");
    MbView filters = !mb_view_is_empty(filter) && *filter.at == '[' ? mb_view_inside(filter) : filter;
    g_autoptr(GByteArray) made = NULL;
    while (mb_view_next_object(&filters, &name) == MB_TOKEN_NAME) {
        GByteArray *next = g_byte_array_new();
        MbStreamResult result = mb_filter_decode(name, body, next, limit);
        g_clear_pointer(&made, g_byte_array_unref);
        made = next;
        body = mb_view_of(made);
        if (result != MB_STREAM_READ)
            return result;
    }
    return append_body(body, out, limit);
}

/* Adds the objects inside one object stream: pairs of number and offset, then the objects. */
static void unpack(MbObjects *objects, MbView dict, gsize place, gsize *left)
{
    int count = mb_view_int(mb_objects_key(objects, dict, "/N")), first = mb_view_int(mb_objects_key(objects, dict, "/First"));
    g_autoptr(GByteArray) out = g_byte_array_new();
    if (mb_objects_stream(objects, dict, out, *left) != MB_STREAM_READ || first < 0 || (guint)first > out->len)
        return;
    *left -= out->len;
    const char *data = mb_view_of(out).at;
    MbView rest = {data, data + first}, number, offset;
    for (int i = 0; i < count; i++) {
        if (mb_view_next(&rest, &number) != MB_TOKEN_NUMBER || mb_view_next(&rest, &offset) != MB_TOKEN_NUMBER)
            break;
        MbView ahead = rest, skipped, next;
        mb_view_next(&ahead, &skipped);
        mb_view_next(&ahead, &next);
        double at = first + mb_view_number(offset), to = next.at < next.end ? first + mb_view_number(next) : out->len;
        if (to <= at || to > out->len)
            to = MIN(at + LOOSE_LIMIT, out->len);
        if (at >= 0 && at < to)
            set_object(objects, mb_view_int(number), (MbView){data + (gsize)at, data + (gsize)to}, place);
    }
    g_ptr_array_add(objects->unpacked, g_steal_pointer(&out));
}

/* Object streams may not hold object streams, so one pass is enough. */
static void unpack_streams(MbObjects *objects)
{
    gsize left = UNPACKED_LIMIT;
    guint count = objects->views->len;
    for (guint i = 1; i < count; i++) {
        MbView object = g_array_index(objects->views, MbView, i), rest = object, dict;
        if (mb_view_is_empty(object) || mb_view_next(&rest, &dict) != MB_TOKEN_DICT)
            continue;
        if (mb_view_is(mb_view_key(dict, "/Type"), "/ObjStm"))
            unpack(objects, dict, g_array_index(objects->places, gsize, i), &left);
    }
}

/* The last "/Root 1 0 R" of the file: trailers and the dictionaries of cross-reference streams are never packed. */
static bool find_root(MbObjects *objects)
{
    gsize size;
    const char *start = g_bytes_get_data(objects->bytes, &size), *end = start + size, *at = start;
    while ((at = memmem(at, (gsize)(end - at), "/Root", 5))) {
        MbView rest = {at + 5, end}, token;
        at += 5;
        if (mb_view_next_object(&rest, &token) != MB_TOKEN_REF)
            continue;
        MbView root = mb_objects_resolve(objects, token);
        if (!mb_view_is_empty(mb_view_key(root, "/Pages")))
            objects->root = root;
    }
    return !mb_view_is_empty(objects->root);
}

static int normal_rotate(MbView view, int inherited)
{
    return mb_view_is_empty(view) ? inherited : ((mb_view_int(view) % 360 + 360) % 360) / 90 * 90;
}

/* Adds the pages below a node; `seen` holds the numbers of nodes, so that a cycle ends. */
static void add_pages(MbObjects *objects, MbView ref, MbView resources, int rotate, GHashTable *seen, int depth)
{
    MbView node = mb_objects_resolve(objects, ref), kid, kids;
    int number = mb_view_int(ref);
    if (mb_view_is_empty(node) || depth > TREE_LIMIT || !g_hash_table_add(seen, GINT_TO_POINTER(number)))
        return;
    MbView own = mb_objects_key(objects, node, "/Resources");
    resources = mb_view_is_empty(own) ? resources : own;
    rotate = normal_rotate(mb_objects_key(objects, node, "/Rotate"), rotate);
    kids = mb_objects_key(objects, node, "/Kids");
    if (mb_view_is_empty(kids)) {
        MbPageObject page = {node, resources, rotate, number};
        g_array_append_val(objects->pages, page);
        g_hash_table_insert(objects->by_object, GINT_TO_POINTER(number), GUINT_TO_POINTER(objects->pages->len));
        return;
    }
    kids = mb_view_inside(kids);
    while (mb_view_next_object(&kids, &kid) == MB_TOKEN_REF)
        add_pages(objects, kid, resources, rotate, seen, depth + 1);
}

guint mb_objects_count(const MbObjects *objects)
{
    return objects->views->len;
}

MbView mb_objects_get(const MbObjects *objects, guint number)
{
    MbView view = number < objects->views->len ? g_array_index(objects->views, MbView, number) : (MbView){NULL, NULL}, object;
    return mb_view_next_object(&view, &object) == MB_TOKEN_END ? (MbView){NULL, NULL} : object;
}

bool mb_objects_is_packed(const MbObjects *objects, guint number)
{
    gsize size;
    const char *start = g_bytes_get_data(objects->bytes, &size), *at = g_array_index(objects->views, MbView, number).at;
    return at && (at < start || at > start + size);
}

gsize mb_objects_place(const MbObjects *objects, guint number)
{
    return g_array_index(objects->places, gsize, number);
}

static bool mentions(const void *bytes, gsize size, const char *name)
{
    return size && memmem(bytes, size, name, strlen(name));
}

bool mb_objects_mention(const MbObjects *objects, const char *name)
{
    gsize size;
    const void *bytes = g_bytes_get_data(objects->bytes, &size);
    bool found = mentions(bytes, size, name);
    for (guint i = 0; i < objects->unpacked->len && !found; i++) {
        const GByteArray *stream = objects->unpacked->pdata[i];
        found = mentions(stream->data, stream->len, name);
    }
    return found;
}

guint mb_objects_page_count(const MbObjects *objects)
{
    return objects->pages->len;
}

const MbPageObject *mb_objects_page(const MbObjects *objects, guint i)
{
    g_assert(i < objects->pages->len);
    return &g_array_index(objects->pages, MbPageObject, i);
}

int mb_objects_page_index(const MbObjects *objects, int object)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(objects->by_object, GINT_TO_POINTER(object))) - 1;
}

MbObjects *mb_objects_gather(GBytes *bytes)
{
    MbObjects *objects = g_new0(MbObjects, 1);
    objects->bytes = g_bytes_ref(bytes);
    objects->views = g_array_new(FALSE, TRUE, sizeof(MbView));
    objects->places = g_array_new(FALSE, TRUE, sizeof(gsize));
    objects->unpacked = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    objects->pages = g_array_new(FALSE, TRUE, sizeof(MbPageObject));
    objects->by_object = g_hash_table_new(NULL, NULL);
    find_objects(objects);
    unpack_streams(objects);
    return objects;
}

MbObjects *mb_objects_new(GBytes *bytes)
{
    if (!g_bytes_get_size(bytes))
        return NULL;
    MbObjects *objects = mb_objects_gather(bytes);
    if (find_root(objects)) {
        g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
        add_pages(objects, mb_view_key(objects->root, "/Pages"), (MbView){NULL, NULL}, 0, seen, 0);
        return objects;
    }
    mb_objects_free(objects);
    return NULL;
}
