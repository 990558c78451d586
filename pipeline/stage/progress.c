#include "stage/progress.h"

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAGIC 0x6d627067u
#define MOST_THREADS 256
#define STAGE_BYTES 16
#define REASON_BYTES 120
#define CLAIMED (-1)

/* A place that a thread is at: no page (0), claimed and not yet filled in, or a page. */
typedef struct {
    atomic_int page;
    char stage[STAGE_BYTES];
    int64_t begin_us;
} Place;

typedef struct {
    int32_t page;
    char stage[STAGE_BYTES], reason[REASON_BYTES];
} Avoided;

typedef struct {
    uint32_t magic, avoided_count;
    Avoided avoided[MB_PROGRESS_LOST_MAX];
    Place places[MOST_THREADS];
} Shared;

struct MbProgress {
    int fd; /* -1 when another process made it */
    Shared *shared;
};

static MbProgress *map(int fd, bool is_owner)
{
    Shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED)
        return NULL;
    MbProgress *progress = g_new(MbProgress, 1);
    *progress = (MbProgress){is_owner ? fd : -1, shared};
    return progress;
}

MbProgress *mb_progress_new(void)
{
    int fd = memfd_create("minutebook-progress", MFD_CLOEXEC);
    MbProgress *progress = fd >= 0 && ftruncate(fd, sizeof(Shared)) == 0 ? map(fd, true) : NULL;
    if (progress)
        progress->shared->magic = MAGIC;
    else if (fd >= 0)
        close(fd);
    return progress;
}

MbProgress *mb_progress_join(int descriptor)
{
    uint32_t magic = 0;
    if (pread(descriptor, &magic, sizeof magic, 0) != (ssize_t)sizeof magic || magic != MAGIC)
        return NULL;
    return map(descriptor, false);
}

void mb_progress_free(MbProgress *progress)
{
    if (!progress)
        return;
    munmap(progress->shared, sizeof *progress->shared);
    if (progress->fd >= 0)
        close(progress->fd);
    g_free(progress);
}

int mb_progress_descriptor(const MbProgress *progress)
{
    return progress ? progress->fd : -1;
}

static guint count_avoided(const Shared *shared)
{
    return MIN(shared->avoided_count, MB_PROGRESS_LOST_MAX);
}

const char *mb_progress_avoided(const MbProgress *progress, const char *stage, int page)
{
    for (guint i = 0; progress && i < count_avoided(progress->shared); i++) {
        const Avoided *avoided = &progress->shared->avoided[i];
        if (avoided->page == page && !strncmp(avoided->stage, stage, STAGE_BYTES))
            return avoided->reason;
    }
    return NULL;
}

int mb_progress_begin(MbProgress *progress, const char *stage, int page)
{
    for (int i = 0; progress && i < MOST_THREADS; i++) {
        Place *place = &progress->shared->places[i];
        int none = 0;
        if (!atomic_compare_exchange_strong(&place->page, &none, CLAIMED))
            continue;
        g_strlcpy(place->stage, stage, STAGE_BYTES);
        place->begin_us = g_get_monotonic_time();
        atomic_store(&place->page, page);
        return i;
    }
    return -1;
}

void mb_progress_end(MbProgress *progress, int mark)
{
    if (progress && mark >= 0)
        atomic_store(&progress->shared->places[mark].page, 0);
}

static bool is_open(const Place *place, gint64 age_us)
{
    return atomic_load(&place->page) > 0 && g_get_monotonic_time() - place->begin_us >= age_us;
}

guint mb_progress_count_open(const MbProgress *progress, gint64 age_us)
{
    guint count = 0;
    for (guint i = 0; progress && i < MOST_THREADS; i++)
        count += is_open(&progress->shared->places[i], age_us);
    return count;
}

static bool avoid(Shared *shared, const Place *place, const char *reason)
{
    if (shared->avoided_count >= MB_PROGRESS_LOST_MAX)
        return false;
    Avoided *avoided = &shared->avoided[shared->avoided_count++];
    avoided->page = atomic_load(&place->page);
    memcpy(avoided->stage, place->stage, STAGE_BYTES - 1);
    const gsize length = MIN(strlen(reason), (REASON_BYTES - 1) / 3); /* a broken byte becomes three */
    g_autofree char *valid = g_utf8_make_valid(reason, (gssize)length);
    g_strlcpy(avoided->reason, valid, REASON_BYTES);
    return true;
}

bool mb_progress_avoid_open(MbProgress *progress, gint64 age_us, const char *reason)
{
    bool found = false, has_room = true;
    for (guint i = 0; progress && i < MOST_THREADS; i++) {
        const Place *place = &progress->shared->places[i];
        if (!is_open(place, age_us))
            continue;
        has_room = avoid(progress->shared, place, reason) && has_room;
        found = true;
    }
    mb_progress_forget(progress);
    return found && has_room;
}

void mb_progress_forget(MbProgress *progress)
{
    for (guint i = 0; progress && i < MOST_THREADS; i++)
        atomic_store(&progress->shared->places[i].page, 0);
}
