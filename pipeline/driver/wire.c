#include "driver/wire.h"

#include "base/file.h"
#include "base/limits.h"

#include <stdint.h>
#include <string.h>

#define HEAD_BYTES 13
#define NAME_MAX_BYTES 4096

struct MbWireBuffer {
    GByteArray *bytes;
    gsize at; /* frames before this are taken */
};

void mb_frame_clear(MbFrame *frame)
{
    g_clear_pointer(&frame->name, g_free);
    g_clear_pointer(&frame->data, g_bytes_unref);
}

bool mb_wire_write(int fd, char kind, const char *name, GBytes *data)
{
    guint8 head[HEAD_BYTES] = {(guint8)kind};
    uint32_t name_size = GUINT32_TO_LE((uint32_t)strlen(name));
    gsize size = 0;
    const void *bytes = data ? g_bytes_get_data(data, &size) : NULL;
    uint64_t data_size = GUINT64_TO_LE((uint64_t)size);
    memcpy(head + 1, &name_size, sizeof name_size);
    memcpy(head + 5, &data_size, sizeof data_size);
    return mb_fd_write(fd, head, HEAD_BYTES) && mb_fd_write(fd, name, strlen(name)) && mb_fd_write(fd, bytes, size);
}

MbWireBuffer *mb_wire_buffer_new(void)
{
    MbWireBuffer *buffer = g_new0(MbWireBuffer, 1);
    buffer->bytes = g_byte_array_new();
    return buffer;
}

void mb_wire_buffer_free(MbWireBuffer *buffer)
{
    if (!buffer)
        return;
    g_byte_array_unref(buffer->bytes);
    g_free(buffer);
}

void mb_wire_buffer_feed(MbWireBuffer *buffer, const void *data, gsize size)
{
    if (buffer->at > 0)
        g_byte_array_remove_range(buffer->bytes, 0, (guint)buffer->at);
    buffer->at = 0;
    g_byte_array_append(buffer->bytes, data, (guint)size);
}

bool mb_wire_buffer_steal(MbWireBuffer *buffer, MbFrame *frame, bool *broken)
{
    const guint8 *head = buffer->bytes->data + buffer->at;
    gsize left = buffer->bytes->len - buffer->at;
    *broken = false;
    if (left < HEAD_BYTES)
        return false;
    uint32_t name_size;
    uint64_t data_size;
    memcpy(&name_size, head + 1, sizeof name_size);
    memcpy(&data_size, head + 5, sizeof data_size);
    name_size = GUINT32_FROM_LE(name_size);
    data_size = GUINT64_FROM_LE(data_size);
    *broken = name_size > NAME_MAX_BYTES || data_size > (uint64_t)MB_LIMIT_SOURCE_BYTES;
    if (*broken || left < HEAD_BYTES + name_size + data_size)
        return false;
    *broken = !g_utf8_validate((const char *)head + HEAD_BYTES, name_size, NULL); /* a NUL inside is not valid either */
    if (*broken)
        return false;
    frame->kind = (char)head[0];
    frame->name = g_strndup((const char *)head + HEAD_BYTES, name_size);
    frame->data = g_bytes_new(head + HEAD_BYTES + name_size, data_size);
    buffer->at += HEAD_BYTES + name_size + data_size;
    return true;
}
