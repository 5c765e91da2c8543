/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-root-list"
#include "config.h"

#include <string.h>

#include "core/base/text.h"
#include "core/trust/windows/root-list-private.h"

/* Certificate properties, as the last arc of the attribute's OID (wincrypt.h, CERT_*_PROP_ID). */
static const guint8 prefix[] = { 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0a, 0x0b };

typedef enum {
  PROPERTY_USAGES,           /* 9: permitted usages; absent: all */
  PROPERTY_NAME,             /* 11: friendly name, UTF-16LE */
  PROPERTY_SHA256,           /* 98: of the certificate */
  PROPERTY_DISALLOWED_FROM,  /* 104: FILETIME; empty: withdrawn */
  PROPERTY_DISALLOWED,       /* 122: the usages that 104 is for; without it: always forbidden */
  PROPERTY_NOT_BEFORE,       /* 126: FILETIME; empty: withdrawn */
  PROPERTY_NOT_BEFORE_USAGE, /* 127: the usages that 126 is for */
  PROPERTY_IRRELEVANT,
  N_PROPERTIES
} Property;

/* Name constraints (84) were never seen, so a root that has them is not used rather than used
 * without them. */
static const struct {
  guint number;
  Property property;
} known[] = {
  { 9, PROPERTY_USAGES },
  { 11, PROPERTY_NAME },
  { 98, PROPERTY_SHA256 },
  { 104, PROPERTY_DISALLOWED_FROM },
  { 122, PROPERTY_DISALLOWED },
  { 126, PROPERTY_NOT_BEFORE },
  { 127, PROPERTY_NOT_BEFORE_USAGE },
  { 20, PROPERTY_IRRELEVANT },  /* key identifier */
  { 29, PROPERTY_IRRELEVANT },  /* MD5 of the subject */
  { 83, PROPERTY_IRRELEVANT },  /* policies for extended validation */
  { 105, PROPERTY_IRRELEVANT }, /* policies for revocation checking */
};

/* Content of the OIDs 1.3.6.1.5.5.7.3.3 (code signing) and 1.3.6.1.5.5.7.3.8 (time stamping). */
static const guint8 usages[SGN_N_ROOT_RULES][8] = {
  { 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x03 },
  { 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08 },
};

/* What the list says of one root, as found. */
typedef struct {
  gboolean present[N_PROPERTIES];
  SgnDer values[N_PROPERTIES];
} Facts;

/* OIDs are compared as they are encoded: a list has thousands of them. All known numbers fit in
 * one byte. */
static gboolean
find_property (SgnDer oid, Property *ret)
{
  if (oid.size != sizeof prefix + 1 || memcmp (oid.data, prefix, sizeof prefix) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (oid.data[sizeof prefix] == known[i].number) {
      *ret = known[i].property;
      return TRUE;
    }
  return FALSE;
}

/* Attribute: the property and a SET of one OCTET STRING. FALSE also if it is not understood. */
static gboolean
read_attribute (SgnDer *der, Facts *facts)
{
  SgnDerElement sequence;
  SgnDerElement set;
  SgnDerElement value;
  SgnDerElement oid;
  Property property;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, NULL) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_OID, &oid, NULL) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_SET, &set, NULL) ||
      !sgn_der_end (sequence.content, NULL) ||
      !sgn_der_expect (&set.content, SGN_TAG_OCTETS, &value, NULL) ||
      !sgn_der_end (set.content, NULL) || !find_property (oid.content, &property))
    return FALSE;
  if (property != PROPERTY_IRRELEVANT && facts->present[property])
    return FALSE;
  facts->present[property] = TRUE;
  facts->values[property] = value.content;
  return TRUE;
}

/* FALSE if the list of OIDs cannot be read; @ret: whether it contains @usage. */
static gboolean
has_usage (SgnDer der, const guint8 *usage, gboolean *ret)
{
  SgnDerElement list;

  *ret = FALSE;
  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &list, NULL) || !sgn_der_end (der, NULL))
    return FALSE;
  while (!sgn_der_is_empty (list.content)) {
    SgnDerElement oid;

    if (!sgn_der_expect (&list.content, SGN_TAG_OID, &oid, NULL))
      return FALSE;
    *ret |= oid.content.size == sizeof usages[0] &&
            memcmp (oid.content.data, usage, sizeof usages[0]) == 0;
  }
  return TRUE;
}

/* The same for a property that may be absent: @otherwise. */
static gboolean
concerns (const Facts *facts,
          Property property,
          const guint8 *usage,
          gboolean otherwise,
          gboolean *ret)
{
  *ret = otherwise;
  return !facts->present[property] || has_usage (facts->values[property], usage, ret);
}

/* FILETIME: 100 ns since 1601. Empty means that the date was withdrawn. */
static gboolean
read_date (const Facts *facts, Property property, gint64 *ret)
{
  SgnDer value = facts->values[property];
  guint64 ticks = 0;

  *ret = SGN_ROOT_RULE_NEVER;
  if (!facts->present[property] || value.size == 0)
    return TRUE;
  if (value.size != sizeof ticks)
    return FALSE;
  memcpy (&ticks, value.data, sizeof ticks);
  *ret = (gint64) (GUINT64_FROM_LE (ticks) / 10000000) - G_GINT64_CONSTANT (11644473600);
  return TRUE;
}

/* Usages without a date are forbidden at any time. */
static gboolean
read_rule (const Facts *facts, const guint8 *usage, SgnRootRule *ret)
{
  gboolean permitted;
  gboolean disabled;
  gboolean closed;

  if (!concerns (facts, PROPERTY_USAGES, usage, TRUE, &permitted) ||
      !concerns (facts, PROPERTY_DISALLOWED, usage, TRUE, &disabled) ||
      !concerns (facts, PROPERTY_NOT_BEFORE_USAGE, usage, TRUE, &closed) ||
      !read_date (facts, PROPERTY_DISALLOWED_FROM, &ret->disabled_from) ||
      !read_date (facts, PROPERTY_NOT_BEFORE, &ret->not_before_from))
    return FALSE;
  ret->allowed = permitted;
  if (facts->present[PROPERTY_DISALLOWED] && ret->disabled_from == SGN_ROOT_RULE_NEVER && disabled)
    ret->allowed = FALSE;
  if (facts->present[PROPERTY_NOT_BEFORE_USAGE] && !facts->present[PROPERTY_NOT_BEFORE] && closed)
    ret->allowed = FALSE;
  if (!disabled)
    ret->disabled_from = SGN_ROOT_RULE_NEVER;
  if (!closed)
    ret->not_before_from = SGN_ROOT_RULE_NEVER;
  return TRUE;
}

static guint32
add_name (SgnRootList *self, SgnDer value)
{
  g_autofree char *text = sgn_text_from_utf16 (value.data, value.size, FALSE);
  g_autofree char *name = sgn_text_display (text);
  guint32 place = (guint32) self->own_names->len;

  g_string_append_len (self->own_names, name, (gssize) strlen (name) + 1);
  return place;
}

/* Leaves the root out if something in it is not understood. */
static void
add_root (SgnRootList *self, const SgnCtlSubject *subject)
{
  SgnDer attributes = subject->attributes;
  Facts facts = { 0 };
  SgnListedRoot root = { 0 };

  while (!sgn_der_is_empty (attributes))
    if (!read_attribute (&attributes, &facts))
      return;
  if (subject->identifier.size != sizeof root.sha1 ||
      facts.values[PROPERTY_SHA256].size != sizeof root.sha256)
    return;
  for (guint i = 0; i < SGN_N_ROOT_RULES; i++)
    if (!read_rule (&facts, usages[i], &root.rules[i]))
      return;
  memcpy (root.sha1, subject->identifier.data, sizeof root.sha1);
  memcpy (root.sha256, facts.values[PROPERTY_SHA256].data, sizeof root.sha256);
  root.name = add_name (self, facts.values[PROPERTY_NAME]);
  g_array_append_val (self->own_roots, root);
}

static int
compare_roots (gconstpointer a, gconstpointer b)
{
  return memcmp (((const SgnListedRoot *) a)->sha256, ((const SgnListedRoot *) b)->sha256, 32);
}

SgnRootList *
sgn_root_list_read (const SgnCtl *ctl)
{
  SgnRootList *self = g_new0 (SgnRootList, 1);

  g_atomic_ref_count_init (&self->refs);
  self->date = ctl->time;
  self->sequence = sgn_der_to_bytes (ctl->sequence);
  self->own_roots = g_array_new (FALSE, FALSE, sizeof (SgnListedRoot));
  self->own_names = g_string_new (NULL);
  for (guint i = 0; i < ctl->subjects->len; i++)
    add_root (self, &g_array_index (ctl->subjects, SgnCtlSubject, i));
  g_array_sort (self->own_roots, compare_roots);
  self->roots = (const SgnListedRoot *) (gconstpointer) self->own_roots->data;
  self->size = self->own_roots->len;
  self->names = self->own_names->str;
  return self;
}
