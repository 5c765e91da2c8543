/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/samples.h"
#include "config.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/format/subject.h"
#include "tests/support/pe-sample.h"

static void
sample_free (SgnSample *self)
{
  g_free (self->format);
  g_free (self->name);
  g_free (self->file_name);
  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->uncovered, g_array_unref);
  g_free (self);
}

SgnSample *
sgn_samples_add (GPtrArray *samples, const char *format, const char *name, GBytes *bytes)
{
  SgnSample *sample = g_new0 (SgnSample, 1);

  sample->format = g_strdup (format);
  sample->name = g_strdup (name);
  sample->bytes = bytes;
  sample->signable = TRUE;
  g_ptr_array_add (samples, sample);
  return sample;
}

static void
add_pe (GPtrArray *samples, const PeSample *pe)
{
  SgnSample *sample = sgn_samples_add (samples, "pe", pe->name, pe_sample_build (pe));

  sample->signable = pe->n_directories == 0;
  sample->restored = g_bytes_get_size (sample->bytes) % 8 == 0 && !pe->without_checksum;
  sample->excluded[0].offset = pe_sample_get_checksum_offset (pe);
  sample->excluded[0].length = 4;
  sample->excluded[1].offset = pe_sample_get_directory_offset (pe);
  sample->excluded[1].length = 8;
}

GPtrArray *
sgn_samples_new (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) sample_free);

  for (gsize i = 0; pe_samples[i].name != NULL; i++)
    add_pe (samples, &pe_samples[i]);
  sgn_samples_add_cab (samples);
  sgn_samples_add_msi (samples);
  sgn_samples_add_wim (samples);
  sgn_samples_add_cat (samples);
  sgn_samples_add_navx (samples);
  sgn_samples_add_jar (samples);
  sgn_samples_add_msix (samples);
  sgn_samples_add_nuget (samples);
  sgn_samples_add_rdp (samples);
  sgn_samples_add_script (samples);
  sgn_samples_add_policy (samples);
  sgn_samples_add_detached (samples);
  return samples;
}

const SgnSample *
sgn_sample_get_first (const char *format)
{
  static GPtrArray *samples;

  if (g_once_init_enter (&samples))
    g_once_init_leave (&samples, sgn_samples_new ());
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = g_ptr_array_index (samples, i);

    if (sample->signable && g_str_equal (sample->format, format))
      return sample;
  }
  g_assert_not_reached ();
}

GBytes *
sgn_sample_get_plain (const char *format)
{
  return sgn_sample_get_first (format)->bytes;
}

GBytes *
sgn_sample_signature (guint size)
{
  g_autofree guint8 *octets = g_malloc (size);

  memset (octets, 0x5a, size);
  return sgn_der_wrap (0x30, sgn_der_encode (0x04, octets, size), NULL);
}

static GBytes *
build_signature (const char *content_type, GBytes *content, GBytes *signers)
{
  GBytes *data = sgn_der_wrap (0x30,
                               sgn_der_encode_uint (1),
                               sgn_der_encode (0x31, NULL, 0),
                               sgn_der_wrap (0x30,
                                             sgn_der_encode_oid (content_type),
                                             content != NULL
                                                 ? sgn_der_wrap (0xa0, g_bytes_ref (content), NULL)
                                                 : NULL,
                                             NULL),
                               signers,
                               NULL);

  return sgn_der_wrap (0x30,
                       sgn_der_encode_oid (SGN_OID_SIGNED_DATA),
                       sgn_der_wrap (0xa0, data, NULL),
                       NULL);
}

GBytes *
sgn_sample_signature_for (GBytes *content)
{
  return build_signature (SGN_OID_SPC_INDIRECT_DATA, content, NULL);
}

GBytes *
sgn_sample_signature_around (const SgnFormat *format, GBytes *content, guint size)
{
  g_autoptr (GBytes) inside = NULL;

  if (content != NULL && format->profile == SGN_PROFILE_AUTHENTICODE)
    inside = g_bytes_ref (content);
  else if (content != NULL)
    inside = sgn_der_encode_octets (content);
  return build_signature (sgn_format_get_content_type (format),
                          inside,
                          sgn_der_wrap (0x31, sgn_sample_signature (size), NULL));
}

static const char *current_name;

void
sgn_samples_set_file_name (const char *file_name)
{
  current_name = file_name;
}

SgnInput *
sgn_sample_open (GBytes *file)
{
  SgnInput *input = sgn_input_new_for_bytes (file);

  sgn_input_set_name (input, current_name);
  return input;
}

GBytes *
sgn_sample_read (SgnInput *input)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), &error);

  g_assert_no_error (error);
  return bytes;
}

GBytes *
sgn_sample_create_content (GBytes *file)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *content;

  subject = sgn_subject_open (input, &error);
  g_assert_no_error (error);
  content = subject->format->create_content (subject->self, &options, NULL, &error);
  g_assert_no_error (error);
  return content;
}

GBytes *
sgn_sample_put (GBytes *file, GPtrArray *signatures)
{
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;

  subject = sgn_subject_open (input, &error);
  g_assert_no_error (error);
  patch = subject->format->put_signatures (subject->self, signatures, &error);
  g_assert_no_error (error);
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  return sgn_sample_read (view);
}
