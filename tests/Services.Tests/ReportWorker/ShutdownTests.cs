using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data.Entities;
using Platform.Queue;
using Platform.Storage;
using Platform.Sweep;
using Services.Tests.Infrastructure;

namespace Services.Tests.ReportWorker;

public sealed class ShutdownTests(Servers servers) : WorkerTest(servers)
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Fact]
    public async Task A_report_in_work_is_completed_before_the_worker_stops()
    {
        NoReceiveIsUnderWay();
        var (started, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var worker = StartWorker(services => services.Decorate<IFileStore>(store => new GatedFileStore(store, async _ =>
            {
                started.SetResult();
                await go.Task;
            })));
        var request = await AddReportAsync(Day, Day);
        await SendAsync(worker, new GenerateReport(request.Id));
        await started.Task;
        var stopping = worker.DisposeAsync();
        go.SetResult();
        await stopping;

        Assert.Equal(WorkStatus.Completed, (await ReadAsync(request)).Status);

        // The job for its mail goes out with this worker's last breath or with the next worker, or with both.
        await using var next = StartWorker();
        await Trace.EndedAsync("process email");
        await next.DisposeAsync();
        Assert.Single(await Inbox.ReadAsync());
    }

    [Fact]
    public async Task A_report_that_is_not_done_in_time_is_another_worker_s_at_once()
    {
        NoReceiveIsUnderWay();

        // The other worker does not have to wait for the end of these ten minutes.
        Stack.Configuration["Queue:VisibilityTimeout"] = "00:10:00";
        Stack.Configuration["Queue:Drain"] = "00:00:00";
        var started = new TaskCompletionSource();
        await using var worker = StartWorker(services => services.Decorate<IFileStore>(store => new GatedFileStore(store, token =>
            {
                started.SetResult();
                return Never.EndsAsync(token);
            })));
        var request = await AddReportAsync(Day, Day);
        await SendAsync(worker, new GenerateReport(request.Id));
        await started.Task;
        await worker.DisposeAsync();
        Assert.Equal(WorkStatus.Processing, (await ReadAsync(request)).Status);

        StartWorker();
        await Trace.EndedAsync("process email");
        Assert.Equal(WorkStatus.Completed, (await ReadAsync(request)).Status);
    }

    [Fact]
    public async Task A_report_whose_last_delivery_is_cut_off_is_queued_again_by_the_sweep_and_done()
    {
        NoReceiveIsUnderWay();
        Stack.Configuration["Queue:Drain"] = "00:00:00";
        var (deliveries, last) = (0, new TaskCompletionSource());
        await using var worker = StartWorker(services => services.Decorate<IFileStore>(store => new GatedFileStore(store, token =>
            {
                if (++deliveries < 10)
                {
                    throw new IOException("not now");
                }

                last.SetResult();
                return Never.EndsAsync(token);
            })));
        var request = await AddReportAsync(Day, Day);
        await SendAsync(worker, new GenerateReport(request.Id));
        await last.Task;
        await worker.DisposeAsync();

        Assert.Equal(WorkStatus.Processing, (await ReadAsync(request)).Status);
        var next = StartWorker();
        await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        await QueryAsync(db =>
            db.ReportRequests.ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.LastActivityAt, row => row.LastActivityAt.AddMinutes(-31))
            )
        );
        Assert.Equal(1, await next.Services.GetRequiredService<LostWork>().SweepAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await next.Services.GetRequiredService<LostWork>().SweepAsync(TestContext.Current.CancellationToken));
        await MailedAsync();
        Assert.Equal(WorkStatus.Completed, (await ReadAsync(request)).Status);
    }

    // The sweep belongs to no request's trace, so neither does what it queues.
    private async Task MailedAsync()
    {
        while ((await Inbox.ReadAsync()).Count == 0)
        {
            await Stack.Sqs.GetQueueAttributesAsync(Stack["JobQueueUrl"], ["QueueArn"]);
        }
    }

    // A receive that is broken off can still be given a message, which is then hidden from everybody: a worker that does one
    // job at a time receives nothing while it is at it.
    private void NoReceiveIsUnderWay() => Stack.Configuration["Queue:Concurrency"] = "1";
}
