using System.Text;
using LocalCloud.Aws.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Aws.Tests.Store;

public sealed class GroupCommitTests : IAsyncDisposable
{
    private static readonly Scope Scope = new("123456789012", "eu-west-1");

    private readonly Disk _disk = new();
    private readonly GroupCommit _store;

    public GroupCommitTests() => _store = new(_disk, NullLogger<GroupCommit>.Instance);

    [Fact]
    public async Task What_queues_up_while_a_batch_is_written_is_the_next_batch()
    {
        _disk.Block();
        var first = _store.CommitAsync(Put("a", "1"));
        await _disk.Writing;
        var rest = Enumerable.Range(0, 100).Select(i => _store.CommitAsync(Put($"b{i}", "1"))).ToList();

        _disk.Go();

        Assert.True(await first);
        Assert.All(await Task.WhenAll(rest), Assert.True);
        Assert.Equal([1, 100], _disk.Batches);
    }

    [Fact]
    public async Task The_last_change_of_a_row_wins_within_a_batch()
    {
        _disk.Block();
        var first = _store.CommitAsync(Put("x", "0"));
        await _disk.Writing;
        Task<bool>[] rest =
        [
            _store.CommitAsync(Put("a", "1")),
            _store.CommitAsync(Put("a", "2")),
            _store.CommitAsync(Put("b", "1")),
            _store.CommitAsync(Delete("b")),
        ];

        _disk.Go();

        await Task.WhenAll([first, .. rest]);
        Assert.Equal("a=2 x=0", _disk.Content);
    }

    [Fact]
    public async Task A_full_disk_is_an_answer_and_loses_nothing()
    {
        Assert.True(await _store.CommitAsync(Put("a", "1")));
        _disk.IsFull = true;

        Assert.False(await _store.CommitAsync(Put("b", "2")));
        Assert.False(await _store.CommitAsync(Delete("a")));
        Assert.Equal("a=1", _disk.Content);

        _disk.IsFull = false;
        Assert.True(await _store.CommitAsync(Put("c", "3")));
        Assert.Equal("b=2 c=3", _disk.Content);
    }

    [Fact]
    public async Task A_store_whose_disk_stays_full_is_not_writable_and_asking_tries_again()
    {
        Assert.True(await _store.IsWritableAsync());
        _disk.IsFull = true;
        await _store.CommitAsync(Put("a", "1"));

        Assert.False(await _store.IsWritableAsync());
        _disk.IsFull = false;
        Assert.True(await _store.IsWritableAsync());

        Assert.Equal("a=1", _disk.Content);
    }

    [Fact]
    public void Ids_of_blobs_go_on_after_the_last_one_on_disk() => Assert.Equal((8, 9), (_store.NextId(), _store.NextId()));

    [Fact]
    public async Task What_was_queued_is_written_before_the_store_closes()
    {
        var commits = Enumerable.Range(0, 10).Select(i => _store.CommitAsync(Put($"{i}", "1"))).ToList();

        await _store.DisposeAsync();

        Assert.All(await Task.WhenAll(commits), Assert.True);
        Assert.False(await _store.CommitAsync(Put("late", "1")));
        Assert.DoesNotContain("late", _disk.Content, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static Changes Put(string key, string value)
    {
        var changes = new Changes("test", Scope);
        changes.Put("rows", key, Encoding.UTF8.GetBytes(value));
        return changes;
    }

    private static Changes Delete(string key)
    {
        var changes = new Changes("test", Scope);
        changes.Delete("rows", key);
        return changes;
    }

    /// <summary>A disk that can be slow and full.</summary>
    private sealed class Disk : IRowFile
    {
        private readonly SortedDictionary<string, string> _rows = new(StringComparer.Ordinal);
        private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _go = new(true);

        public bool IsFull { get; set; }

        public List<int> Batches { get; } = [];

        public Task Writing => _writing.Task;

        public string Content => string.Join(' ', _rows.Select(r => $"{r.Key}={r.Value}"));

        public void Block() => _go.Reset();

        public void Go() => _go.Set();

        public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() => [];

        public long LastBlob => 7;

        public byte[] ReadBlob(long id) => throw new NotSupportedException();

        public void Write(IReadOnlyList<Changes> batch)
        {
            _writing.TrySetResult();
            _go.Wait();
            if (IsFull)
                throw new IOException("No space left on device");
            Batches.Add(batch.Count);
            foreach (var row in batch.SelectMany(changes => changes.Rows))
                if (row.Value is null)
                    _rows.Remove(row.Key);
                else
                    _rows[row.Key] = Encoding.UTF8.GetString(row.Value);
        }

        public void Dispose() => _go.Dispose();
    }
}
