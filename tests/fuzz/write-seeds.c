/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <errno.h>

#include "core/format/subject.h"
#include "tests/fuzz/seed.h"
#include "tests/support/der-tree.h"
#include "tests/support/publisher.h"
#include "tests/support/test-crl.h"

/* write-seeds FORMAT|verify FOLDER [FILE...]: the samples of one format, or of all, unsigned and
 * signed, and these files. Of all, root.der is whom those who signed are vouched for by. */

typedef struct {
  const char *folder;
  const char *format; /* NULL: all */
  Publisher *publisher;
} Writer;

static void
write_file (const Writer *self, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path,
                       g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes),
                       &error);
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
write_seed (const Writer *self, const char *name, const char *file_name, GBytes *bytes)
{
  g_autoptr (GBytes) seed = sgn_seed_new (self->format, file_name, bytes);

  write_file (self, name, seed);
}

/* With a list of revoked certificates beside the certificates. */
static GBytes *
add_list (const Writer *self, GBytes *signature)
{
  g_autoptr (DerNode) root = der_tree_parse (signature);
  g_autoptr (GBytes) list = test_crl_new (self->publisher->root, &(TestCrlSpec){ .n_others = 3 });
  DerNode *data = root->children->len > 1 ? root->children->pdata[1] : NULL;

  if (data == NULL || data->children == NULL || data->children->len != 1)
    return g_bytes_ref (signature);
  data = data->children->pdata[0];
  der_node_insert (data, data->children->len - 1, der_leaf_new (0xa1, g_steal_pointer (&list)));
  return der_tree_encode (root);
}

static void
write_with_list (const Writer *self, const SgnSample *sample, GBytes *file)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *name = g_strdup_printf ("%s-%s-list", sample->format, sample->name);
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GBytes) changed = NULL;

  signatures = subject->format->get_signatures (subject->self, NULL);
  g_ptr_array_add (lists, add_list (self, signatures->pdata[0]));
  changed = sgn_sample_put (file, lists);
  write_seed (self, name, sample->file_name, changed);
}

static void
write_sample (const Writer *self, const SgnSample *sample)
{
  g_autofree char *plain = g_strdup_printf ("%s-%s", sample->format, sample->name);
  g_autofree char *name = g_strconcat (plain, "-signed", NULL);
  g_autoptr (GBytes) file = NULL;

  write_seed (self, plain, sample->file_name, sample->bytes);
  if (!sample->signable)
    return;
  sgn_samples_set_file_name (sample->file_name);
  self->publisher->file_name = sample->file_name;
  file = publisher_sign (self->publisher, sample->bytes);
  write_seed (self, name, sample->file_name, file);
  if (self->format == NULL)
    write_with_list (self, sample, file);
}

/* About the program that is beside it while fuzzing. */
static void
write_message (const Writer *self, const char *form)
{
  Publisher *publisher = self->publisher;
  g_autofree char *name = g_strdup_printf ("detached-%s-signed", form);
  g_autoptr (GFile) file = publisher_add_file (publisher, "program", sgn_sample_get_plain ("pe"));
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  sgn_message_form_from_id (form, &publisher->request->message);
  publisher->request->existing = SGN_EXISTING_REPLACE;
  outcome = sgn_sign_file (file, publisher->request, NULL, NULL, &error);
  g_assert_no_error (error);
  bytes = publisher_load (outcome->output);
  write_seed (self, name, SGN_SEED_DETACHED, bytes);
}

static void
write_messages (const Writer *self)
{
  static const char *const forms[] = { "pkcs7", "bare", "embedded" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    write_message (self, forms[i]);
}

static void
write_other (const Writer *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = publisher_load (file);
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, bytes);
  g_autofree char *file_name = g_path_get_basename (path);

  write_seed (self, name, file_name, bytes);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) samples = sgn_samples_new ();
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  Writer writer = { .publisher = publisher };

  if (argc < 3) {
    g_printerr ("usage: write-seeds FORMAT|verify FOLDER [FILE...]\n");
    return 2;
  }
  writer.folder = argv[2];
  writer.format = g_str_equal (argv[1], "verify") ? NULL : argv[1];
  if (g_mkdir_with_parents (argv[2], 0700) != 0) {
    g_printerr ("%s: %s\n", argv[2], g_strerror (errno));
    return 1;
  }
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];

    if (writer.format == NULL || g_str_equal (sample->format, writer.format))
      write_sample (&writer, sample);
  }
  if (writer.format == NULL || g_str_equal (writer.format, "detached"))
    write_messages (&writer);
  for (int i = 3; i < argc; i++)
    write_other (&writer, argv[i]);
  if (writer.format == NULL)
    write_file (&writer, "root.der", sgn_certificate_get_der (publisher->root->certificate));
  return 0;
}
