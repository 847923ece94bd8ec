using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>With --sqs-waits.</summary>
public sealed class WaitTests : SqsTest
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    protected override string? DataDirectory => _directory.FullName;

    private protected override IReadOnlyList<Service> Services => [new LocalCloud.Aws.Sqs.SqsService { Waits = true }];

    [Fact]
    public async Task The_name_of_a_deleted_queue_is_free_after_a_minute()
    {
        await Sqs.DeleteQueueAsync(await QueueAsync("orders"));
        await QueueAsync("other");
        Clock.Advance(TimeSpan.FromSeconds(59));

        var error = await FailsAsync<QueueDeletedRecentlyException>(
            () => QueueAsync("orders"),
            "AWS.SimpleQueueService.QueueDeletedRecently"
        );

        Assert.Equal("You must wait 60 seconds after deleting a queue before you can create another with the same name.", error.Message);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await QueueAsync("orders");
    }

    [Fact]
    public async Task The_wait_goes_on_over_a_restart()
    {
        await Sqs.DeleteQueueAsync(await QueueAsync("orders"));
        var url = await QueueAsync("other");
        await Sqs.PurgeQueueAsync(url);

        await RestartAsync();

        await FailsAsync<QueueDeletedRecentlyException>(() => QueueAsync("orders"), "AWS.SimpleQueueService.QueueDeletedRecently");
        await FailsAsync<PurgeQueueInProgressException>(() => Sqs.PurgeQueueAsync(url), "AWS.SimpleQueueService.PurgeQueueInProgress");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await QueueAsync("orders");
        await Sqs.PurgeQueueAsync(url);
    }

    [Fact]
    public async Task A_queue_is_purged_once_in_a_minute()
    {
        var url = await QueueAsync("orders");
        await Sqs.PurgeQueueAsync(url);
        await Sqs.PurgeQueueAsync(await QueueAsync("other"));
        Clock.Advance(TimeSpan.FromSeconds(59));

        var error = await FailsAsync<PurgeQueueInProgressException>(
            () => Sqs.PurgeQueueAsync(url),
            "AWS.SimpleQueueService.PurgeQueueInProgress"
        );

        Assert.Equal("Only one PurgeQueue operation on orders is allowed every 60 seconds.", error.Message);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, error.StatusCode);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Sqs.PurgeQueueAsync(url);
    }
}
