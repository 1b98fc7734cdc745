# SPDX-License-Identifier: GPL-3.0-or-later
# Reading and writing files: JSON with places, numbers, tables.
libcascade_la_SOURCES += \
  src/file/csv.c \
  src/file/csv.h \
  src/file/input_file.c \
  src/file/input_file.h \
  src/file/json_fields.c \
  src/file/json_fields.h \
  src/file/json_record.c \
  src/file/json_record.h \
  src/file/located_json.c \
  src/file/located_json.h \
  src/file/message_text.c \
  src/file/message_text.h \
  src/file/output_file.c \
  src/file/output_file.h \
  src/file/place.c \
  src/file/place.h
