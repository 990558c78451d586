/*
 * What a worker sends to the driver: frames on a pipe. Room driver.
 *
 * A frame is a kind (one byte), the length of its name (4 bytes), of its data
 * (8 bytes), both little-endian, then name and data. The driver trusts none of
 * it: lengths are bounded and paths are checked.
 */
#ifndef MB_DRIVER_WIRE_H
#define MB_DRIVER_WIRE_H

#include <glib.h>
#include <stdbool.h>

/* Kinds of frames. */
#define MB_WIRE_FRAME_FILE 'F'  /* name: path in the package; data: its bytes */
#define MB_WIRE_FRAME_FACT 'I'  /* name and value of something known about the document */
#define MB_WIRE_FRAME_ERROR 'E' /* name: MbErrorCode as a number; data: message. The last frame. */
#define MB_WIRE_FRAME_END 'Z'   /* all is well. The last frame. */

typedef struct {
    char kind;
    char *name;   /* owned, valid UTF-8 */
    GBytes *data; /* owned */
} MbFrame;

/* Frees what a frame holds and makes it empty. */
void mb_frame_clear(MbFrame *frame);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MbFrame, mb_frame_clear)

/* Writes a frame; false with errno set. */
bool mb_wire_write(int fd, char kind, const char *name, GBytes *data);

/* Bytes received and not yet taken as frames. */
typedef struct MbWireBuffer MbWireBuffer;

/* A new empty buffer; caller frees with mb_wire_buffer_free. */
MbWireBuffer *mb_wire_buffer_new(void);
void mb_wire_buffer_free(MbWireBuffer *buffer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbWireBuffer, mb_wire_buffer_free)

/* Adds received bytes (copied). */
void mb_wire_buffer_feed(MbWireBuffer *buffer, const void *data, gsize size);

/*
 * Takes the next whole frame.
 *
 * frame:  out, cleared by the caller.
 * broken: out; true when the bytes can be no frame: the sender is not to be trusted.
 *
 * Returns whether there was one.
 */
bool mb_wire_buffer_steal(MbWireBuffer *buffer, MbFrame *frame, bool *broken);

#endif
