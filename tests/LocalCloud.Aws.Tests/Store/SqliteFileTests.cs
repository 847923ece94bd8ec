using System.Text;
using LocalCloud.Aws.Store;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aws.Tests.Store;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    private readonly List<string> _log = [];

    private string Path => System.IO.Path.Combine(_directory.FullName, "aws.db");

    [Fact]
    public void Rows_come_back_by_service_and_scope_in_the_order_of_table_and_key()
    {
        using (var file = Open())
            file.Write([
                Row("sqs", "eu", "b", "2"),
                Row("sqs", "eu", "b", "1"),
                Row("sqs", "eu", "a", "9"),
                Row("sqs", "us", "a", "1"),
                Row("s3", "eu", "a", "1"),
            ]);

        using var again = Open();
        var loaded = again
            .Load()
            .Select(s => $"{s.Service}/{s.Scope.Region}: {string.Join(' ', s.Rows.Select(r => r.Table + r.Key))}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(["s3/eu: a1", "sqs/eu: a9 b1 b2", "sqs/us: a1"], loaded);
    }

    [Fact]
    public void A_row_is_replaced_and_deleted()
    {
        using var file = Open();
        file.Write([Row("sqs", "eu", "a", "1", "old"), Row("sqs", "eu", "a", "2")]);

        file.Write([Row("sqs", "eu", "a", "1", "new"), Row("sqs", "eu", "a", "2", null)]);

        var row = Assert.Single(file.Load().Single().Rows);
        Assert.Equal("1=new", $"{row.Key}={Encoding.UTF8.GetString(row.Value)}");
    }

    [Fact]
    public void Keys_are_of_any_length_and_script()
    {
        string[] keys = ["", "é", new('k', 85), new('é', 85), new('k', 2000), "日本語"];
        using var file = Open();

        file.Write([.. keys.Select(key => Row("sqs", "eu", "a", key))]);

        Assert.Equal(keys.Order(StringComparer.Ordinal), file.Load().Single().Rows.Select(r => r.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Blobs_are_read_beside_the_rows_until_they_are_deleted()
    {
        using (var file = Open())
            file.Write([Blob(3, "three"), Blob(5, "five"), Blob(5, "fünf")]);

        using var again = Open();

        Assert.Equal(("three", "fünf", 5), (Text(again.ReadBlob(3)), Text(again.ReadBlob(5)), again.LastBlob));
        again.Write([Blob(3, null)]);
        Assert.Contains("blob 3 is missing", Assert.Throws<StoreException>(() => again.ReadBlob(3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_fails_has_written_nothing_and_the_next_one_works()
    {
        using var file = Open();
        file.Write([Row("sqs", "eu", "a", "1")]);

        Assert.ThrowsAny<Exception>(() => file.Write([Row("sqs", "eu", "new table", "2"), null!]));
        file.Write([Row("sqs", "eu", "new table", "3")]);

        Assert.Equal("a1 new table3", string.Join(' ', file.Load().Single().Rows.Select(r => r.Table + r.Key)));
    }

    [Fact]
    public void A_torn_tail_is_cut_with_a_warning_and_what_was_committed_before_is_there()
    {
        var crashed = Crash([Row("sqs", "eu", "a", "1")], [Row("sqs", "eu", "a", "2")]);
        using (var log = new FileStream(crashed + "-wal", FileMode.Open))
            log.SetLength(log.Length - 100);

        using var again = Open(crashed);

        Assert.Equal("1", Keys(again));
        Assert.Contains($"The log of {crashed} ended in ", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_ends_in_a_whole_commit_is_taken_without_a_warning()
    {
        var crashed = Crash([Row("sqs", "eu", "a", "1")], [Row("sqs", "eu", "a", "2")]);

        using var again = Open(crashed);

        Assert.Equal("1 2", Keys(again));
        Assert.Empty(_log);
    }

    [Fact]
    public void What_an_earlier_round_has_left_in_the_log_is_no_torn_tail()
    {
        string crashed;
        using (var file = Open())
        {
            file.Write([.. Enumerable.Range(0, 100).Select(i => Row("sqs", "eu", "a", $"{i:00}", new('x', 8000)))]);
            // A reader that moves the log to the file: the next commit begins the log anew.
            using (var other = new Sqlite(Path))
                other.Checkpoint();
            file.Write([Row("sqs", "eu", "a", "last")]);
            crashed = CopyAs("crashed");
        }

        using var again = Open(crashed);

        Assert.Equal(101, again.Load().Single().Rows.Count());
        Assert.Empty(_log);
    }

    [Theory]
    [InlineData(0)] // no SQLite file any more
    [InlineData(100)] // the first table's page
    public void A_damaged_file_is_an_error_that_names_it(int at)
    {
        using (var file = Open())
            file.Write([Row("sqs", "eu", "a", "1")]);
        Overwrite(at, new byte[64]);

        var error = Assert.Throws<StoreException>(() => Open());

        Assert.Contains($"The data file {Path} is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_has_changed_on_disk_is_an_error_when_it_is_read()
    {
        using (var file = Open())
            file.Write([Row("sqs", "eu", "a", "1", "a row of some length"), Blob(1, "a blob of some length")]);
        foreach (var text in (string[])["a row of", "a blob of"])
            Overwrite(File.ReadAllBytes(Path).AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(text)), [(byte)'A']);

        using var again = Open();

        Assert.Contains(Path, Assert.Throws<StoreException>(() => again.ReadBlob(1)).Message, StringComparison.Ordinal);
        Assert.Contains(Path, Assert.Throws<StoreException>(() => again.Load().Single().Rows.ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_format_is_refused_by_name()
    {
        using (var other = new Sqlite(Path))
            other.Execute("CREATE TABLE rows (space, key, value)");

        var error = Assert.Throws<StoreException>(() => Open());

        Assert.Contains($"{Path} has format 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_process_is_kept_off_the_data()
    {
        using var file = Open();
        file.Write([Row("sqs", "eu", "a", "1")]);

        Assert.Contains("in use", Assert.Throws<StoreException>(() => Open()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private SqliteFile Open(string? path = null) => new(path ?? Path, new ListLogger(_log));

    private static string Keys(SqliteFile file) => string.Join(' ', file.Load().Single().Rows.Select(r => r.Key));

    // As a crash leaves it after these commits: the log beside the file.
    private string Crash(params Changes[][] commits)
    {
        using var file = Open();
        foreach (var commit in commits)
            file.Write(commit);
        return CopyAs("crashed");
    }

    private string CopyAs(string name)
    {
        var copy = System.IO.Path.Combine(_directory.FullName, name);
        foreach (var part in (string[])["", "-wal"])
            File.Copy(Path + part, copy + part);
        return copy;
    }

    private void Overwrite(int at, byte[] bytes)
    {
        using var file = new FileStream(Path, FileMode.Open);
        file.Position = at;
        file.Write(bytes);
    }

    private static Changes Row(string service, string region, string table, string key, string? value = "x")
    {
        var changes = new Changes(service, new("123456789012", region));
        if (value is null)
            changes.Delete(table, key);
        else
            changes.Put(table, key, Encoding.UTF8.GetBytes(value));
        return changes;
    }

    private static Changes Blob(long id, string? value)
    {
        var changes = new Changes("sqs", new("123456789012", "eu"));
        if (value is null)
            changes.DeleteBlob(id);
        else
            changes.PutBlob(id, Encoding.UTF8.GetBytes(value));
        return changes;
    }

    private static string Text(byte[] value) => Encoding.UTF8.GetString(value);

    private sealed class ListLogger(List<string> messages) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) =>
            messages.Add(format(state, error));
    }
}
