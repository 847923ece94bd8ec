using System.Diagnostics;
using Amazon.SQS.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Queue;
using ServiceDefaults.RequestIds;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

public sealed class JobConsumerTests(Servers servers) : PlatformTest(servers)
{
    [Fact]
    public async Task Many_jobs_sent_at_once_are_all_done_and_deleted()
    {
        using var worker = await StartWorkerAsync();
        var queue = worker.Services.GetRequiredService<IJobQueue>();
        var errors = await queue.SendAsync([.. Enumerable.Range(0, 35).Select(i => Job($"{i}"))]);

        Assert.All(errors, Assert.Null);
        var subjects = new List<string>();
        for (var i = 0; i < 35; i++)
        {
            subjects.Add((await NextHandledAsync()).Job.Subject);
        }

        Assert.Equal(Enumerable.Range(0, 35).Select(i => $"{i}").Order(), subjects.Order());
        await worker.StopAsync();
        Assert.Equal((0, 0), await CountAsync("JobQueueUrl"));
    }

    [Fact]
    public async Task A_message_that_leaves_no_room_for_the_reason_is_a_dead_letter_all_the_same()
    {
        using var worker = await StartWorkerAsync();
        var body = new string('x', 1_048_576);
        await Stack.Sqs.SendMessageAsync(new SendMessageRequest(Stack["JobQueueUrl"], body));

        var letter = await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        Assert.Equal(body, letter.Body);
        Assert.Equal("1", letter.Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task A_job_too_large_for_the_queue_is_reported_and_the_others_go_out()
    {
        using var worker = await StartWorkerAsync();
        var errors = await worker.Services.GetRequiredService<IJobQueue>().SendAsync([Job("a"), Job(new string('x', 1_100_000)), Job("b")]);

        Assert.Null(errors[0]);
        Assert.NotNull(errors[1]);
        Assert.Null(errors[2]);
        Assert.Equal(["a", "b"], new[] { (await NextHandledAsync()).Job.Subject, (await NextHandledAsync()).Job.Subject }.Order());
    }

    [Fact]
    public async Task A_job_that_fails_comes_back_and_its_delivery_is_counted()
    {
        using var worker = await StartWorkerAsync(
            (_, context, _, _) => context.Delivery == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask
        );
        await worker.Services.GetRequiredService<IJobQueue>().SendAsync(Job("again", id: "job-1"));

        Assert.Equal(("job-1", 1), await IdAndDeliveryAsync());
        Assert.Equal(("job-1", 2), await IdAndDeliveryAsync());
        await worker.StopAsync();
        Assert.Equal((0, 0), await CountAsync("JobQueueUrl"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"id":"1","type":"unheard-of","enqueuedAt":"2026-01-01T00:00:00Z","data":{}}""")]
    public async Task A_message_that_nobody_can_handle_is_in_the_dead_letter_queue_with_the_reason_after_one_delivery(string body)
    {
        using var worker = await StartWorkerAsync();
        var sent = await Stack.Sqs.SendMessageAsync(
            new SendMessageRequest(Stack["JobQueueUrl"], body)
            {
                MessageAttributes = new()
                {
                    ["JobType"] = new() { DataType = "String", StringValue = "odd" },
                },
            }
        );

        // The first delivery was the last: a second would have come a second later.
        var letter = await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        Assert.Equal(body, letter.Body);
        Assert.Equal(
            ("odd", sent.MessageId),
            (letter.MessageAttributes["JobType"].StringValue, letter.MessageAttributes["DeadLetterMessageId"].StringValue)
        );
        Assert.NotEmpty(letter.MessageAttributes["DeadLetterReason"].StringValue);
        await worker.StopAsync();
        Assert.Equal((0, 0), await CountAsync("JobQueueUrl"));
    }

    [Fact]
    public async Task A_job_delivered_twice_at_the_same_time_has_one_effect()
    {
        var results = new System.Collections.Concurrent.ConcurrentBag<bool>();
        using var worker = await StartWorkerAsync(
            async (job, context, scope, token) =>
                results.Add(
                    await Db(scope)
                        .OnceAsync(
                            "mail",
                            context.Id,
                            TimeProvider.System,
                            async inner =>
                            {
                                Db(scope)
                                    .DailySales.Add(
                                        new DailySales
                                        {
                                            Day = new DateOnly(2026, 1, 1),
                                            Currency = "eur",
                                            Orders = 1,
                                            Amount = 1,
                                        }
                                    );
                                await Db(scope).SaveChangesAsync(inner);
                            },
                            token
                        )
                )
        );
        var queue = worker.Services.GetRequiredService<IJobQueue>();
        await queue.SendAsync([.. Enumerable.Range(0, 8).Select(_ => Job("twice", id: "the-same"))]);
        for (var i = 0; i < 8; i++)
        {
            await NextHandledAsync();
        }

        await worker.StopAsync();
        Assert.Equal(8, results.Count);
        Assert.Single(results, first => first);
        await using var scope = worker.Services.CreateAsyncScope();
        Assert.Equal(1, await Db(scope.ServiceProvider).DailySales.SumAsync(day => day.Orders));
    }

    [Fact]
    public async Task At_shutdown_a_running_job_is_finished_and_deleted()
    {
        var release = new TaskCompletionSource();
        using var worker = await StartWorkerAsync((_, _, _, _) => release.Task);
        await worker.Services.GetRequiredService<IJobQueue>().SendAsync(Job("running"));
        await NextHandledAsync();

        var stopping = worker.StopAsync();
        release.SetResult();
        await stopping;
        Assert.Equal((0, 0), await CountAsync("JobQueueUrl"));
    }

    [Fact]
    public async Task At_shutdown_a_job_that_does_not_finish_is_given_back_at_once()
    {
        Stack.Configuration["Queue:VisibilityTimeout"] = "00:10:00";
        using var worker = await StartWorkerAsync((_, _, _, token) => Never.EndsAsync(token));
        await worker.Services.GetRequiredService<IJobQueue>().SendAsync(Job("endless"));
        await NextHandledAsync();
        await worker.StopAsync();

        // Long before the ten minutes for which it was hidden.
        Assert.Equal(
            "endless",
            (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json().GetProperty("data").GetProperty("subject").GetString()
        );
    }

    [Fact]
    public async Task A_job_runs_in_the_trace_and_the_request_that_sent_it()
    {
        using var trace = new Infrastructure.Trace();
        var seen = new TaskCompletionSource<(ActivityTraceId, string?)>();
        using var worker = await StartWorkerAsync(
            (_, _, _, _) =>
            {
                seen.SetResult((Activity.Current!.TraceId, RequestId.Current));
                return Task.CompletedTask;
            }
        );
        using var request = new Activity("request").SetParentId(trace.Id, trace.Root, ActivityTraceFlags.Recorded).Start();
        using (RequestId.Use("req-7"))
        {
            await worker.Services.GetRequiredService<IJobQueue>().SendAsync(Job("traced"));
        }

        Assert.Equal((trace.Id, "req-7"), await seen.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private async Task<(string, int)> IdAndDeliveryAsync()
    {
        var (_, context) = await NextHandledAsync();
        return (context.Id, context.Delivery);
    }

    private async Task<(int? Visible, int? InFlight)> CountAsync(string queue)
    {
        var attributes = await Stack.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(Stack[queue], ["All"]));
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible);
    }
}
