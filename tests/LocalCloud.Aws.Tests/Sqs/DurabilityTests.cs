using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class DurabilityTests : SqsTest
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    protected override string? DataDirectory => _directory.FullName;

    [Fact]
    public async Task Queues_and_messages_are_there_after_a_restart()
    {
        var url = await QueueAsync("orders", ("VisibilityTimeout", "5"));
        await Sqs.TagQueueAsync(
            new TagQueueRequest
            {
                QueueUrl = url,
                Tags = new() { ["team"] = "a" },
            }
        );
        for (var i = 0; i < 15; i++)
            await SendAsync(url, $"{i}");

        await RestartAsync();

        Assert.Equal("5", (await AttributesAsync(url))["VisibilityTimeout"]);
        Assert.Equal("a", (await Sqs.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = url })).Tags["team"]);
        Assert.Equal(
            Enumerable.Range(0, 15).Select(i => $"{i}"),
            (await ReceiveAsync(url)).Concat(await ReceiveAsync(url)).Select(m => m.Body)
        );
    }

    [Fact]
    public async Task A_message_in_flight_stays_hidden_and_its_handle_goes_on_working()
    {
        var url = await QueueAsync();
        await SendAsync(url, "kept");
        await SendAsync(url, "deleted");
        var kept = await ReceiveOneAsync(url);
        var deleted = await ReceiveOneAsync(url);

        await RestartAsync();

        Assert.Empty(await ReceiveAsync(url));
        await Sqs.DeleteMessageAsync(url, deleted.ReceiptHandle);
        Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await ReceiveOneAsync(url);
        Assert.Equal((kept.MessageId, "2"), (again.MessageId, again.Attributes["ApproximateReceiveCount"]));
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task A_delay_goes_on_over_a_restart()
    {
        var url = await QueueAsync();
        await SendAsync(url, "later", delay: 60);
        Clock.Advance(TimeSpan.FromSeconds(59));

        await RestartAsync();

        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("later", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task A_dead_letter_is_in_one_queue_after_a_restart()
    {
        var dead = await QueueAsync("dead");
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 1)));
        await SendAsync(url, "poison");
        await ReceiveOneAsync(url, visibility: 0);
        Assert.Empty(await ReceiveAsync(url));

        await RestartAsync();

        Assert.Empty(await ReceiveAsync(url));
        Assert.Equal("2", (await ReceiveOneAsync(dead)).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task Deduplication_goes_on_over_a_restart()
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        var first = await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "once",
                MessageGroupId = "a",
            }
        );

        await RestartAsync();

        var second = await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "once",
                MessageGroupId = "a",
            }
        );
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Single(await ReceiveAsync(url));
    }

    [Fact]
    public async Task More_than_memory_has_room_for_waits_on_disk_with_its_attributes()
    {
        const int Count = 68;
        var url = await QueueAsync();
        for (var i = 0; i < Count; i++)
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = $"{i:00}" + new string('x', 999_000),
                    MessageAttributes = new()
                    {
                        ["number"] = new() { DataType = "Number", StringValue = $"{i}" },
                    },
                }
            );

        for (var i = 0; i < Count; i++)
        {
            var message = await ReceiveOneAsync(url);
            Assert.Equal(($"{i:00}x", $"{i}"), (message.Body[..3], message.MessageAttributes["number"].StringValue));
            await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        }
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task What_was_purged_or_deleted_stays_away()
    {
        var purged = await QueueAsync("purged");
        var deleted = await QueueAsync("deleted");
        await SendAsync(purged, "1");
        await SendAsync(deleted, "2");
        await Sqs.PurgeQueueAsync(purged);
        await Sqs.DeleteQueueAsync(deleted);

        await RestartAsync();

        Assert.Equal([purged], (await Sqs.ListQueuesAsync("")).QueueUrls);
        Assert.Empty(await ReceiveAsync(purged));
    }
}
