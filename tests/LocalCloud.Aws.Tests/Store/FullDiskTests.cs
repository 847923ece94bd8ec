using Amazon.SQS;
using Amazon.SQS.Model;
using LocalCloud.Aws.Store;
using LocalCloud.Aws.Tests.Sqs;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Aws.Tests.Store;

/// <summary>An emulator whose disk is full for a while.</summary>
public sealed class FullDiskTests : SqsTest
{
    private readonly Disk _disk = new();
    private readonly GroupCommit _store;

    public FullDiskTests() => _store = new(_disk, NullLogger<GroupCommit>.Instance);

    private protected override IStore? Store => _store;

    [Fact]
    public async Task A_change_that_cannot_be_stored_is_an_internal_failure_and_reading_goes_on()
    {
        var url = await QueueAsync();
        _disk.IsFull = true;

        var error = await Assert.ThrowsAsync<AmazonSQSException>(() => SendAsync(url, "x"));

        Assert.Equal(("InternalFailure", 500), (error.ErrorCode, (int)error.StatusCode));
        Assert.Contains("Is the disk full?", error.Message, StringComparison.Ordinal);
        Assert.Single((await Sqs.ListQueuesAsync(new ListQueuesRequest())).QueueUrls);
        _disk.IsFull = false;
        await SendAsync(url, "y");
    }

    [Fact]
    public async Task While_the_disk_stays_full_no_further_change_begins()
    {
        var url = await QueueAsync();
        _disk.IsFull = true;
        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<AmazonSQSException>(() => SendAsync(url, $"{i}"));

        // The first one was under way when the disk refused it; it is kept, and written when there is room. The others never were.
        Assert.Equal("1", (await AttributesAsync(url, "ApproximateNumberOfMessages"))["ApproximateNumberOfMessages"]);
        _disk.IsFull = false;
        await SendAsync(url, "after");

        Assert.Equal(2, _disk.Written.Count(row => row.Table == "queues/messages"));
        Assert.Equal(["0", "after"], (await ReceiveAsync(url)).Select(m => m.Body));
    }

    private sealed class Disk : IRowFile
    {
        public bool IsFull { get; set; }

        public List<Change> Written { get; } = [];

        public long LastBlob => 0;

        public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() => [];

        public byte[] ReadBlob(long id) => Written.Last(row => row.Blob == id).Value!;

        public void Write(IReadOnlyList<Changes> batch)
        {
            if (IsFull)
                throw new IOException("No space left on device");
            Written.AddRange(batch.SelectMany(changes => changes.Rows));
        }

        public void Dispose() { }
    }
}
