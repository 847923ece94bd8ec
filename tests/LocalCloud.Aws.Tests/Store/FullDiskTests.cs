using Amazon.SQS;
using Amazon.SQS.Model;
using LocalCloud.Aws.Store;
using LocalCloud.Aws.Tests.Sqs;

namespace LocalCloud.Aws.Tests.Store;

/// <summary>An emulator whose disk is full for a while.</summary>
public sealed class FullDiskTests : SqsTest
{
    private readonly FlakyStore _disk = new();

    protected override IStore? Store => _disk;

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

    private sealed class FlakyStore : IStore
    {
        public bool IsFull { get; set; }

        public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() => [];

        public Task<bool> CommitAsync(Changes changes) => Task.FromResult(!IsFull);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
