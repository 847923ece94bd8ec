using System.Text;
using LocalCloud.Aws.Store;
using Microsoft.Data.Sqlite;

namespace LocalCloud.Aws.Tests.Store;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "aws.db");

    [Fact]
    public void Rows_come_back_by_service_and_scope_in_the_order_of_table_and_key()
    {
        using (var file = new SqliteFile(Path))
            file.Write([Row("sqs", "eu", "b", "2"), Row("sqs", "eu", "b", "1"), Row("sqs", "eu", "a", "9"), Row("sqs", "us", "a", "1"), Row("s3", "eu", "a", "1")]);

        using var again = new SqliteFile(Path);
        var loaded = again.Load().Select(s => $"{s.Service}/{s.Scope.Region}: {string.Join(' ', s.Rows.Select(r => r.Table + r.Key))}").Order(StringComparer.Ordinal);

        Assert.Equal(["s3/eu: a1", "sqs/eu: a9 b1 b2", "sqs/us: a1"], loaded);
    }

    [Fact]
    public void A_row_is_replaced_and_deleted()
    {
        using var file = new SqliteFile(Path);
        file.Write([Row("sqs", "eu", "a", "1", "old"), Row("sqs", "eu", "a", "2")]);

        file.Write([Row("sqs", "eu", "a", "1", "new"), Row("sqs", "eu", "a", "2", null)]);

        var row = Assert.Single(file.Load().Single().Rows);
        Assert.Equal("1=new", $"{row.Key}={Encoding.UTF8.GetString(row.Value)}");
    }

    [Fact]
    public void A_batch_that_fails_has_written_nothing_and_the_next_one_works()
    {
        using var file = new SqliteFile(Path);
        file.Write([Row("sqs", "eu", "a", "1")]);

        Assert.ThrowsAny<Exception>(() => file.Write(Failing()));
        file.Write([Row("sqs", "eu", "new table", "3")]);

        Assert.Equal("a1 new table3", string.Join(' ', file.Load().Single().Rows.Select(r => r.Table + r.Key)));

        static IEnumerable<KeyValuePair<RowKey, byte[]?>> Failing()
        {
            yield return Row("sqs", "eu", "new table", "2");
            throw new IOException("No space left on device");
        }
    }

    [Fact]
    public void A_torn_tail_is_cut_and_what_was_committed_before_is_there()
    {
        using (var file = new SqliteFile(Path))
        {
            file.Write([Row("sqs", "eu", "a", "1")]);
            file.Write([Row("sqs", "eu", "a", "2")]);
            // As a crash leaves it: the log beside the file, its last page half written.
            File.Copy(Path, Path + ".crashed");
            File.Copy(Path + "-wal", Path + ".crashed-wal");
        }
        using (var log = new FileStream(Path + ".crashed-wal", FileMode.Open))
            log.SetLength(log.Length - 100);

        using var again = new SqliteFile(Path + ".crashed");

        Assert.Equal("1", string.Join(' ', again.Load().Single().Rows.Select(r => r.Key)));
    }

    [Fact]
    public void A_second_process_is_kept_off_the_data()
    {
        using var file = new SqliteFile(Path);
        file.Write([Row("sqs", "eu", "a", "1")]);

        Assert.Throws<SqliteException>(() => new SqliteFile(Path));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static KeyValuePair<RowKey, byte[]?> Row(string service, string region, string table, string key, string? value = "x") =>
        new(new(service, new("123456789012", region), table, key), value is null ? null : Encoding.UTF8.GetBytes(value));
}
