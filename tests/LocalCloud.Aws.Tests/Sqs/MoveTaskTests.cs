using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class MoveTaskTests : SqsTest
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    protected override string? DataDirectory => _directory.FullName;

    [Fact]
    public async Task Dead_letters_go_back_to_the_queues_that_they_came_from()
    {
        var dead = await QueueAsync("dead");
        var a = await SourceAsync("a", "1", "2");
        var b = await SourceAsync("b", "3");

        var task = await StartAsync();
        var done = await UntilAsync("COMPLETED");

        Assert.Equal(["1", "2"], (await ReceiveAsync(a)).Select(m => m.Body).Order());
        Assert.Equal(["3"], (await ReceiveAsync(b)).Select(m => m.Body));
        Assert.Empty(await ReceiveAsync(dead));
        Assert.Equal((3L, 3L), (done.ApproximateNumberOfMessagesMoved, done.ApproximateNumberOfMessagesToMove));
        Assert.Equal((Arn("dead"), null, null, null), (done.SourceArn, done.DestinationArn, done.TaskHandle, done.FailureReason));
        Assert.Matches(
            $$"""^{"taskId":"[0-9a-f-]{36}","sourceArn":"{{Arn("dead")}}"}$""",
            Encoding.UTF8.GetString(Convert.FromBase64String(task.TaskHandle))
        );
    }

    [Fact]
    public async Task Dead_letters_go_to_the_destination_that_is_named()
    {
        await QueueAsync("dead");
        var source = await SourceAsync("orders", "1");
        var other = await QueueAsync("other");

        await StartAsync(destination: Arn("other"));
        var done = await UntilAsync("COMPLETED");

        Assert.Equal(Arn("other"), done.DestinationArn);
        Assert.Equal("1", (await ReceiveOneAsync(other)).Body);
        Assert.Empty(await ReceiveAsync(source));
    }

    [Fact]
    public async Task What_was_moved_is_a_new_message_with_the_old_attributes()
    {
        await QueueAsync("dead");
        var url = await SourceAsync("orders");
        var sent = await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageGroupId = "tenant",
                MessageAttributes = new()
                {
                    ["kind"] = new() { DataType = "String", StringValue = "a" },
                },
            }
        );
        await DropAsync(url);
        Clock.Advance(TimeSpan.FromHours(1));

        await StartAsync();
        await UntilAsync("COMPLETED");

        var moved = await ReceiveOneAsync(url);
        Assert.NotEqual(sent.MessageId, moved.MessageId);
        Assert.Equal(
            ("1", "tenant", "a"),
            (moved.Attributes["ApproximateReceiveCount"], moved.Attributes["MessageGroupId"], moved.MessageAttributes["kind"].StringValue)
        );
        Assert.Equal("1767229200000", moved.Attributes["SentTimestamp"]);
        Assert.DoesNotContain("DeadLetterQueueSourceArn", moved.Attributes.Keys);
    }

    [Fact]
    public async Task A_rate_is_kept()
    {
        await QueueAsync("dead");
        var url = await SourceAsync("orders", "1", "2", "3", "4");

        await StartAsync(rate: 2);
        Assert.Equal(2, (await TaskAsync()).MaxNumberOfMessagesPerSecond);
        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromMilliseconds(500));
        await UntilAsync(task => task.ApproximateNumberOfMessagesMoved == 1);
        Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(1, (await TaskAsync()).ApproximateNumberOfMessagesMoved);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await UntilAsync(task => task.ApproximateNumberOfMessagesMoved == 2);
        Assert.Equal("RUNNING", (await TaskAsync()).Status);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync("COMPLETED", advance: false);
    }

    [Fact]
    public async Task A_running_task_has_a_handle_and_is_the_only_one_of_its_queue()
    {
        await QueueAsync("dead");
        await SourceAsync("orders", "1", "2");

        var started = await StartAsync(rate: 1);

        Assert.Equal((started.TaskHandle, "RUNNING"), ((await TaskAsync()).TaskHandle, (await TaskAsync()).Status));
        var error = await FailsAsync<AmazonSQSException>(() => StartAsync(), "InvalidParameterValue");
        Assert.Equal(
            "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
            error.Message
        );
    }

    [Fact]
    public async Task A_task_is_running_for_its_first_second_even_when_all_is_moved()
    {
        await QueueAsync("dead");
        var url = await SourceAsync("orders", "1");

        await StartAsync();

        await UntilAsync(task => task.ApproximateNumberOfMessagesMoved == 1);
        Assert.Equal("RUNNING", (await TaskAsync()).Status);
        Assert.Equal("1", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task A_cancelled_task_leaves_the_rest_where_it_is()
    {
        var dead = await QueueAsync("dead");
        await SourceAsync("orders", "1", "2", "3");
        var started = await StartAsync(rate: 1);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(task => task.ApproximateNumberOfMessagesMoved == 1);

        var cancelled = await Sqs.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = started.TaskHandle });

        Assert.Equal(1, cancelled.ApproximateNumberOfMessagesMoved);
        Assert.Equal(("CANCELLING", null), ((await TaskAsync()).Status, (await TaskAsync()).TaskHandle));
        await UntilAsync("CANCELLED");
        Assert.Equal(2, (await ReceiveAsync(dead)).Count);
        var again = await FailsAsync<UnsupportedOperationException>(
            () => Sqs.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = started.TaskHandle }),
            "AWS.SimpleQueueService.UnsupportedOperation"
        );
        Assert.Equal("Only active tasks can be cancelled.", again.Message);
    }

    [Fact]
    public async Task Messages_that_came_from_nowhere_fail_a_task_without_destination()
    {
        var dead = await QueueAsync("dead");
        await SourceAsync("orders");
        await SendAsync(dead, "stranger");

        await StartAsync();

        Assert.Equal("CouldNotDetermineMessageSource", (await UntilAsync("FAILED")).FailureReason);
        Assert.Equal("stranger", (await ReceiveOneAsync(dead)).Body);
    }

    [Fact]
    public async Task A_destination_that_is_deleted_fails_the_task()
    {
        await QueueAsync("dead");
        await SourceAsync("orders", "1", "2");
        var other = await QueueAsync("other");
        await StartAsync(destination: Arn("other"), rate: 1);

        await Sqs.DeleteQueueAsync(other);

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", (await UntilAsync("FAILED")).FailureReason);
    }

    [Fact]
    public async Task A_message_in_flight_stays()
    {
        var dead = await QueueAsync("dead");
        var url = await SourceAsync("orders", "1", "2");
        await ReceiveOneAsync(dead);

        await StartAsync();
        var done = await UntilAsync("COMPLETED");

        Assert.Equal(1, done.ApproximateNumberOfMessagesMoved);
        Assert.Single(await ReceiveAsync(url));
    }

    [Fact]
    public async Task The_groups_of_a_fifo_queue_keep_their_order()
    {
        await QueueAsync("dead.fifo", ("FifoQueue", "true"));
        var url = await QueueAsync(
            "orders.fifo",
            ("FifoQueue", "true"),
            ("ContentBasedDeduplication", "true"),
            ("RedrivePolicy", RedriveTo("dead.fifo", 1))
        );
        foreach (var body in new[] { "1", "2", "3" })
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = body,
                    MessageGroupId = "a",
                }
            );
        await ReceiveAsync(url, visibility: 0);
        Assert.Empty(await ReceiveAsync(url));

        await Sqs.StartMessageMoveTaskAsync(new StartMessageMoveTaskRequest { SourceArn = Arn("dead.fifo") });
        await UntilAsync("COMPLETED", source: "dead.fifo");

        Assert.Equal(["1", "2", "3"], (await ReceiveAsync(url)).Select(m => m.Body));
    }

    [Fact]
    public async Task A_task_goes_on_after_a_restart_and_moves_each_message_once()
    {
        var dead = await QueueAsync("dead");
        var url = await SourceAsync("orders", "1", "2", "3");
        await StartAsync(rate: 1);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(task => task.ApproximateNumberOfMessagesMoved == 1);

        await RestartAsync();

        Assert.Equal(("RUNNING", 1L), ((await TaskAsync()).Status, (await TaskAsync()).ApproximateNumberOfMessagesMoved));
        await UntilAsync("COMPLETED");
        Assert.Equal(["1", "2", "3"], (await ReceiveAsync(url)).Select(m => m.Body).Order());
        Assert.Empty(await ReceiveAsync(dead));
    }

    [Fact]
    public async Task The_latest_tasks_are_listed_first_and_one_if_nobody_asks_for_more()
    {
        await QueueAsync("dead");
        await SourceAsync("orders");
        for (var i = 0; i < 12; i++)
        {
            await StartAsync();
            await UntilAsync("COMPLETED");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single((await ListAsync(null)).Results);
        var all = (await ListAsync(10)).Results;
        Assert.Equal(10, all.Count);
        Assert.Equal(all.OrderByDescending(t => t.StartedTimestamp).Select(t => t.StartedTimestamp), all.Select(t => t.StartedTimestamp));
    }

    [Fact]
    public async Task A_queue_without_tasks_has_none()
    {
        await QueueAsync("dead");

        Assert.Empty((await ListAsync(10)).Results ?? []);
    }

    [Theory]
    [InlineData(null, null, "MissingParameter", "The request must contain the parameter SourceArn.")]
    [InlineData(
        "dead",
        null,
        "InvalidParameterValue",
        "You must use this format to specify the SourceArn: arn:<partition>:<service>:<region>:<account-id>:<resource-id>"
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:none",
        null,
        "ResourceNotFoundException",
        "The resource that you specified for the SourceArn parameter doesn't exist."
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:orders",
        null,
        "InvalidParameterValue",
        "Source queue must be configured as a Dead Letter Queue."
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:dead",
        "arn:aws:sqs:eu-west-1:123456789012:none",
        "ResourceNotFoundException",
        "The resource that you specified for the DestinationArn parameter doesn't exist."
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:999999999999:dead",
        null,
        "ResourceNotFoundException",
        "The resource that you specified for the SourceArn parameter doesn't exist."
    )]
    public async Task A_task_that_cannot_be_is_refused(string? source, string? destination, string code, string message)
    {
        await QueueAsync("dead");
        await SourceAsync("orders");

        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(() =>
            Sqs.StartMessageMoveTaskAsync(new StartMessageMoveTaskRequest { SourceArn = source, DestinationArn = destination })
        );

        Assert.Equal((code, message), (error.ErrorCode, error.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_rate_out_of_range_is_refused(int rate)
    {
        await QueueAsync("dead");
        await SourceAsync("orders");

        var error = await FailsAsync<AmazonSQSException>(() => StartAsync(rate: rate), "InvalidParameterValue");

        Assert.StartsWith($"Value {rate} for parameter MaxNumberOfMessagesPerSecond is invalid.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task More_than_ten_tasks_cannot_be_listed(int max)
    {
        await QueueAsync("dead");

        await FailsAsync<AmazonSQSException>(() => ListAsync(max), "InvalidParameterValue");
    }

    [Fact]
    public async Task A_handle_that_names_no_task_is_refused()
    {
        await QueueAsync("dead");
        string Handle(string queue) =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"taskId":"{{Guid.NewGuid()}}","sourceArn":"{{Arn(queue)}}"}"""));
        Task CancelAsync(string handle) => Sqs.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = handle });

        var nonsense = await FailsAsync<AmazonSQSException>(() => CancelAsync("nonsense"), "InvalidParameterValue");
        var noQueue = await FailsAsync<ResourceNotFoundException>(() => CancelAsync(Handle("none")), "ResourceNotFoundException");
        var noTask = await FailsAsync<ResourceNotFoundException>(() => CancelAsync(Handle("dead")), "ResourceNotFoundException");

        Assert.Equal("Value nonsense for parameter TaskHandle is invalid.", nonsense.Message);
        Assert.Equal("The resource that you specified for the SourceArn parameter doesn't exist.", noQueue.Message);
        Assert.Equal("Task does not exist.", noTask.Message);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, noTask.StatusCode);
    }

    [Fact]
    public async Task A_deleted_queue_takes_its_tasks_with_it()
    {
        var dead = await QueueAsync("dead");
        await SourceAsync("orders", "1", "2");
        await StartAsync(rate: 1);

        await Sqs.DeleteQueueAsync(dead);
        await QueueAsync("dead");

        Assert.Empty((await ListAsync(10)).Results ?? []);
    }

    private static string Arn(string name) => $"arn:aws:sqs:{Region}:{Account}:{name}";

    /// <summary>A queue that drops these bodies into the dead-letter queue.</summary>
    private async Task<string> SourceAsync(string name, params string[] bodies)
    {
        var url = await QueueAsync(name, ("RedrivePolicy", RedriveTo("dead", 1)));
        foreach (var body in bodies)
            await SendAsync(url, body);
        await DropAsync(url);
        return url;
    }

    private async Task DropAsync(string url)
    {
        await ReceiveAsync(url, visibility: 0);
        Assert.Empty(await ReceiveAsync(url));
    }

    private Task<StartMessageMoveTaskResponse> StartAsync(string? destination = null, int? rate = null) =>
        Sqs.StartMessageMoveTaskAsync(
            new StartMessageMoveTaskRequest
            {
                SourceArn = Arn("dead"),
                DestinationArn = destination,
                MaxNumberOfMessagesPerSecond = rate,
            }
        );

    private Task<ListMessageMoveTasksResponse> ListAsync(int? max, string source = "dead") =>
        Sqs.ListMessageMoveTasksAsync(new ListMessageMoveTasksRequest { SourceArn = Arn(source), MaxResults = max });

    private async Task<ListMessageMoveTasksResultEntry> TaskAsync(string source = "dead") =>
        Assert.Single((await ListAsync(null, source)).Results);

    private Task<ListMessageMoveTasksResultEntry> UntilAsync(string status, bool advance = true, string source = "dead") =>
        UntilAsync(task => task.Status == status, advance, source);

    // The task works in the background; time stands still meanwhile unless it is to pass.
    private async Task<ListMessageMoveTasksResultEntry> UntilAsync(
        Func<ListMessageMoveTasksResultEntry, bool> reached,
        bool advance = false,
        string source = "dead"
    )
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var task = await TaskAsync(source);
            if (reached(task))
                return task;
            if (advance)
                Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
