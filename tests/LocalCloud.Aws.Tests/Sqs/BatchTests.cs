using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class BatchTests : SqsTest
{
    [Fact]
    public async Task A_batch_does_what_it_can_and_says_what_it_cannot()
    {
        var url = await QueueAsync();

        var sent = await Sqs.SendMessageBatchAsync(url, [new("good", "1"), new("bad", "2") { DelaySeconds = 901 }, new("empty", "")]);

        Assert.Equal("good", Assert.Single(sent.Successful).Id);
        Assert.Equal(["bad InvalidParameterValue", "empty MissingParameter"], sent.Failed.Select(f => $"{f.Id} {f.Code}"));
        Assert.All(sent.Failed, f => Assert.True(f.SenderFault));
        Assert.Single(await ReceiveAsync(url));
    }

    [Fact]
    public async Task Messages_are_deleted_in_a_batch()
    {
        var url = await QueueAsync();
        await Sqs.SendMessageBatchAsync(url, [new("a", "1"), new("b", "2")]);
        var messages = await ReceiveAsync(url);

        var deleted = await Sqs.DeleteMessageBatchAsync(
            url,
            [new("a", messages[0].ReceiptHandle), new("b", messages[1].ReceiptHandle), new("c", "nonsense")]
        );

        Assert.Equal(["a", "b"], deleted.Successful.Select(s => s.Id));
        Assert.Equal("c ReceiptHandleIsInvalid", string.Join(' ', deleted.Failed.Select(f => $"{f.Id} {f.Code}")));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task Visibility_is_changed_in_a_batch()
    {
        var url = await QueueAsync();
        await Sqs.SendMessageBatchAsync(url, [new("a", "1"), new("b", "2")]);
        var messages = await ReceiveAsync(url);

        await Sqs.ChangeMessageVisibilityBatchAsync(
            url,
            [new("a", messages[0].ReceiptHandle) { VisibilityTimeout = 0 }, new("b", messages[1].ReceiptHandle) { VisibilityTimeout = 100 }]
        );

        Assert.Equal("1", Assert.Single(await ReceiveAsync(url)).Body);
    }

    [Fact]
    public async Task A_batch_of_none_is_refused()
    {
        var url = await QueueAsync();

        var error = await FailsAsync<EmptyBatchRequestException>(
            () => Sqs.SendMessageBatchAsync(url, []),
            "AWS.SimpleQueueService.EmptyBatchRequest"
        );

        Assert.Equal("There should be at least one SendMessageBatchRequestEntry in the request.", error.Message);
    }

    [Fact]
    public async Task A_batch_of_more_than_ten_is_refused()
    {
        var url = await QueueAsync();

        var error = await FailsAsync<TooManyEntriesInBatchRequestException>(
            () => Sqs.SendMessageBatchAsync(url, [.. Enumerable.Range(0, 11).Select(i => new SendMessageBatchRequestEntry($"{i}", "x"))]),
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
        );

        Assert.Equal("Maximum number of entries per request are 10. You have sent 11.", error.Message);
    }

    [Fact]
    public async Task Ids_of_a_batch_are_distinct_and_well_formed()
    {
        var url = await QueueAsync();

        var twice = await FailsAsync<BatchEntryIdsNotDistinctException>(
            () => Sqs.SendMessageBatchAsync(url, [new("a", "1"), new("a", "2")]),
            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
        );
        await FailsAsync<InvalidBatchEntryIdException>(
            () => Sqs.SendMessageBatchAsync(url, [new("not ok", "1")]),
            "AWS.SimpleQueueService.InvalidBatchEntryId"
        );

        Assert.Equal("Id a repeated.", twice.Message);
    }

    [Fact]
    public async Task A_batch_may_weigh_one_mebibyte_in_all()
    {
        var url = await QueueAsync();
        var half = new string('a', 524_288);

        await Sqs.SendMessageBatchAsync(url, [new("a", half), new("b", half)]);
        var error = await FailsAsync<BatchRequestTooLongException>(
            () => Sqs.SendMessageBatchAsync(url, [new("a", half), new("b", half + "a")]),
            "AWS.SimpleQueueService.BatchRequestTooLong"
        );

        Assert.Equal("Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.", error.Message);
    }
}
