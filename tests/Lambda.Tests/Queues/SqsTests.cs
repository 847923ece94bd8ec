using System.Collections.Concurrent;
using Lambda.Events;
using Lambda.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Lambda.Tests.Queues;

public sealed class SqsTests
{
    [Fact]
    public async Task The_sample_batch_reaches_the_handler_message_by_message()
    {
        var seen = new ConcurrentQueue<SqsRecord>();
        await using var function = await StartAsync(
            (record, _) =>
            {
                seen.Enqueue(record);
                return Task.CompletedTask;
            }
        );
        Assert.Equal("""{"batchItemFailures":[]}""", (await function.InvokeAsync(Samples.Sqs())).Text);
        var first = seen.Single(record => record.MessageId == "059f36b4-87a3-44ab-83d2-661975830a7d");
        Assert.Equal(("Test message.", "my-queue", false, 1), (first.Body, first.QueueName, first.IsFifo, first.ReceiveCount));
        Assert.Equal("myValue", first.MessageAttributes["myAttribute"]);
        Assert.Equal("1545082649183", first.Attributes["SentTimestamp"]);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task Messages_that_fail_are_named_and_only_those()
    {
        await using var function = await StartAsync(
            (record, _) => record.Body == "bad" ? throw new InvalidOperationException("poison") : Task.CompletedTask
        );
        var outcome = await function.InvokeAsync(Samples.SqsBatch("jobs", ("1", "good"), ("2", "bad"), ("3", "good"), ("4", "bad")));
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"4"}]}""", outcome.Text);
        Assert.Equal(2, function.Logs.Lines.Count(entry => entry.Line.Contains("poison")));
    }

    [Fact]
    public async Task A_FIFO_queue_s_batch_runs_in_order_and_stops_at_the_first_failure()
    {
        var seen = new List<string>();
        await using var function = await StartAsync(
            async (record, _) =>
            {
                seen.Add(record.MessageId);
                await Task.Yield();
                if (record.Body == "bad")
                {
                    throw new InvalidOperationException("poison");
                }
            }
        );
        var outcome = await function.InvokeAsync(Samples.SqsBatch("jobs.fifo", ("1", "good"), ("2", "bad"), ("3", "good"), ("4", "good")));
        Assert.Equal(["1", "2"], seen);
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"},{"itemIdentifier":"4"}]}""", outcome.Text);
    }

    [Fact]
    public async Task What_is_not_done_at_the_deadline_has_failed()
    {
        var started = new CountdownEvent(2);
        await using var function = await StartAsync(
            async (record, cancellationToken) =>
            {
                if (record.Body == "slow")
                {
                    started.Signal();
                    await Never.EndsAsync(cancellationToken);
                }
            },
            ("Lambda:BatchConcurrency", "2")
        );
        var invocation = function.Api.Start(
            Samples.SqsBatch("jobs", ("1", "quick"), ("2", "slow"), ("3", "slow"), ("4", "never begun")),
            function.Time.GetUtcNow().AddSeconds(10)
        );
        Assert.True(await Task.Run(() => started.Wait(TimeSpan.FromSeconds(30))));
        function.Time.Advance(TimeSpan.FromSeconds(9.6));
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"},{"itemIdentifier":"4"}]}""",
            (await invocation.Outcome).Text
        );
    }

    [Fact]
    public async Task Messages_of_a_batch_are_worked_off_side_by_side_up_to_a_limit()
    {
        var (running, most, release) = (0, 0, new TaskCompletionSource());
        var three = new CountdownEvent(3);
        await using var function = await StartAsync(
            async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                if (!three.IsSet)
                {
                    three.Signal();
                }

                await release.Task;
                Interlocked.Decrement(ref running);
            },
            ("Lambda:BatchConcurrency", "3")
        );
        var outcome = function.InvokeAsync(Samples.SqsBatch("jobs", [.. Enumerable.Range(0, 10).Select(i => ($"{i}", "job"))]));
        Assert.True(await Task.Run(() => three.Wait(TimeSpan.FromSeconds(30))));
        release.SetResult();
        Assert.Equal("""{"batchItemFailures":[]}""", (await outcome).Text);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task An_event_of_the_bus_reaches_its_handler_and_a_failure_is_Lambda_s_to_retry()
    {
        var seen = new List<string>();
        await using var function = await Function.StartAsync(
            _ => { },
            services =>
                services.AddSingleton<IBusEventHandler>(
                    new BusHandler(invocation =>
                    {
                        seen.Add(invocation.Event.GetProperty("detail-type").GetString()!);
                        return seen.Count == 1 ? throw new InvalidOperationException("not now") : Task.CompletedTask;
                    })
                )
        );
        Assert.Equal("not now", (await function.InvokeAsync(Samples.EventBridge())).Error!.Json.GetProperty("errorMessage").GetString());
        Assert.Equal("null", (await function.InvokeAsync(Samples.EventBridge())).Text);
        Assert.Equal(["EC2 Instance State-change Notification", "EC2 Instance State-change Notification"], seen);
    }

    private static Task<Function> StartAsync(Func<SqsRecord, CancellationToken, Task> handle, params (string, string)[] settings) =>
        Function.StartAsync(_ => { }, services => services.AddSingleton<ISqsRecordHandler>(new Handler(handle)), settings);

    private sealed class Handler(Func<SqsRecord, CancellationToken, Task> handle) : ISqsRecordHandler
    {
        public Task HandleAsync(SqsRecord record, CancellationToken cancellationToken) => handle(record, cancellationToken);
    }

    private sealed class BusHandler(Func<Lambda.Runtime.Invocation, Task> handle) : IBusEventHandler
    {
        public Task HandleAsync(Lambda.Runtime.Invocation invocation, CancellationToken cancellationToken) => handle(invocation);
    }
}
