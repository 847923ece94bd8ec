using Platform.Mail;
using Platform.Queue;
using Services.Tests.Infrastructure;

namespace Services.Tests.ReportWorker;

public sealed class SharingTests(Servers servers) : WorkerTest(servers)
{
    [Fact]
    public async Task Two_workers_share_the_jobs_and_each_job_has_one_effect()
    {
        // One job at a time, and each worker's first mail waits for the other's: both take part.
        Stack.Configuration["Queue:Concurrency"] = "1";
        var (one, two) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var worker = StartWorker(services =>
            services.Decorate<IMailSender>(sender => new MailGate(sender, before: () => Meet(one, two)))
        );
        await using var other = StartWorker(services =>
            services.Decorate<IMailSender>(sender => new MailGate(sender, before: () => Meet(two, one)))
        );
        List<string> ids =
        [
            await SendAsync(worker, new SendMail(Inbox.Address, "one", "text")),
            await SendAsync(worker, new SendMail(Inbox.Address, "two", "text")),
        ];
        await Task.WhenAll(one.Task, two.Task);
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await SendAsync(worker, new SendMail(Inbox.Address, $"{i}", "text"), times: 2));
        }

        await Trace.EndedAsync("process email", 42, failed: false);
        await StopAsync(worker);
        await StopAsync(other);

        Assert.Equal(ids.Order(), (await Inbox.ReadAsync()).Select(mail => mail.Headers["X-Job-Id"]).Order());
        await NothingIsLeftAsync("JobQueueUrl");
    }

    [Fact]
    public async Task What_nobody_can_handle_becomes_a_dead_letter_and_the_rest_goes_on()
    {
        await using var worker = StartWorker();
        string[] poison =
        [
            "not json",
            "{}",
            "null",
            """{"id":"1","type":"unheard-of","enqueuedAt":"2026-01-01T00:00:00Z","data":{}}""",
            """{"id":"2","type":"email","enqueuedAt":"2026-01-01T00:00:00Z","data":null}""",
            """{"id":"3","type":"email","enqueuedAt":"2026-01-01T00:00:00Z","data":{"to":7}}""",
        ];
        foreach (var body in poison)
        {
            await Stack.Sqs.SendMessageAsync(Stack["JobQueueUrl"], body);
        }

        await SendAsync(worker, new SendMail(Inbox.Address, "In between", "text"));
        await Trace.EndedAsync("process email", failed: false);
        var letters = new List<string>();
        while (letters.Count < poison.Length)
        {
            letters.Add((await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"])).Body);
        }

        await StopAsync(worker);
        Assert.Equal(poison.Order(), letters.Order());
        Assert.Single(await Inbox.ReadAsync());
        await NothingIsLeftAsync("JobQueueUrl");
    }

    [Fact]
    public async Task Of_a_batch_of_ten_only_those_that_failed_come_back()
    {
        var failures = 0;
        await using var worker = StartWorker(services =>
            services.Decorate<IMailSender>(sender => new MailGate(sender, before: () =>
                Interlocked.Increment(ref failures) <= 3 ? throw new HttpRequestException("SES is away") : Task.CompletedTask
            ))
        );
        var jobs = Enumerable
            .Range(0, 10)
            .Select(i =>
                OutgoingJob.Create(new SendMail(Inbox.Address, $"{i}", "text"), TimeProvider.System) with
                {
                    TraceParent = Trace.Parent,
                }
            );
        await SendBatchAsync(worker, [.. jobs]);
        await Trace.EndedAsync("process email", 10, failed: false);
        await StopAsync(worker);

        Assert.Equal(13, (await Trace.EndedAsync("process email")).Count);
        Assert.Equal(10, (await Inbox.ReadAsync()).Count);
        await NothingIsLeftAsync("JobQueueUrl");
    }

    private static Task Meet(TaskCompletionSource here, TaskCompletionSource there)
    {
        here.TrySetResult();
        return there.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
