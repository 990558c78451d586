# minutebook: one Makefile; its variables are the rooms.
# make help lists the targets. VARIANT=plain|asan|cov|fuzz chooses the build.

VARIANT ?= plain
O ?= build/$(VARIANT)
PREFIX ?= /usr/local

ROOMS = base model xml pdf image reader stage archive driver
STAGES = extract ocr layout repair tag write publish index

PACKAGES = glib-2.0 gio-2.0 libxml-2.0 libxslt libexslt poppler-glib cairo lept tesseract hunspell sqlite3 json-glib-1.0
CC = gcc
WARN = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wno-missing-field-initializers $(if $(CI),-Werror)
CFLAGS_plain = -O2 -g
CFLAGS_asan = -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer -DMB_CHECK_MODEL
CFLAGS_cov = -O0 -g --coverage -DMB_CHECK_MODEL
CFLAGS_fuzz = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -DMB_CHECK_MODEL
DATA_DIR ?= $(CURDIR)/stages
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(CFLAGS_$(VARIANT)) $(WARN) -Iinclude $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I\([^ ]*\)/-isystem \1/g') $(CFLAGS)
LIBS = $(shell pkg-config --libs $(PACKAGES)) -lm

LIB_SRC = $(filter-out %/main.c,$(foreach r,$(ROOMS),$(wildcard pipeline/$(r)/*.c)) $(foreach s,$(STAGES),$(wildcard stages/$(s)/*.c)))
LIB_OBJ = $(LIB_SRC:%.c=$(O)/obj/%.o)
LIB = $(O)/libminutebook.a
PROGRAMS = $(O)/bin/minutebook $(STAGES:%=$(O)/bin/mb-%)
UNIT_SRC = $(wildcard tests/unit/*/test-*.c) $(wildcard tests/property/test-*.c) $(wildcard tests/chain/test-*.c) $(wildcard tests/hostile/test-*.c)
UNIT = $(UNIT_SRC:tests/%.c=$(O)/tests/%)

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all help clean deps demo check unit lint asan score bench fuzz docs install goldens

all: $(PROGRAMS)


$(O)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -DMB_DATA_DIR='"$(DATA_DIR)"' -c -o $@ $<

$(LIB): $(LIB_OBJ)
	@mkdir -p $(@D)
	@rm -f $@
	ar rcs $@ $^

$(O)/bin/minutebook: $(O)/obj/pipeline/driver/main.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)

$(O)/bin/mb-%: $(O)/obj/stages/%/main.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)

$(O)/tests/%: tests/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(LIB) $(LDFLAGS) $(LIBS) -lcmocka

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(UNIT:=.d)
