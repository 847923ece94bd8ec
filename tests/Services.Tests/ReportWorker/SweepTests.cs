using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platform.Data.Entities;
using Platform.Outbox;
using Platform.Queue;
using Platform.Sweep;
using ReportWorker.Reports;
using Services.Tests.Infrastructure;

namespace Services.Tests.ReportWorker;

/// <summary>What is done about requests whose job is lost, on a clock that only the test moves.</summary>
public sealed class SweepTests(Servers servers) : WorkerTest(servers)
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(WorkStatus.Queued)]
    [InlineData(WorkStatus.Processing)]
    public async Task A_request_that_waits_for_too_long_is_queued_again_three_times_and_then_FAILED(WorkStatus status)
    {
        await using var worker = StartIdle();
        var request = await AddReportAsync(Day, Day);
        await QueryAsync(db => db.ReportRequests.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status)));
        foreach (var minutes in (int[])[30, 60, 120])
        {
            _clock.Advance(TimeSpan.FromMinutes(minutes - 1));
            Assert.Equal(0, await SweepAsync(worker));
            _clock.Advance(TimeSpan.FromMinutes(1.1));
            Assert.Equal(1, await SweepAsync(worker));
            Assert.Equal(0, await SweepAsync(worker));
            var job = (await QueryAsync(db => db.Outbox.ToListAsync())).Last();
            Assert.Contains($"{request.Id}", job.Data);
            await QueryAsync(db => db.Outbox.ExecuteDeleteAsync());
        }

        Assert.Equal((WorkStatus.Queued, 3), await StateAsync());
        _clock.Advance(TimeSpan.FromMinutes(241));
        Assert.Equal(1, await SweepAsync(worker));
        request = await ReadAsync(request);
        Assert.Equal((WorkStatus.Failed, 0), (request.Status, await QueryAsync(db => db.Outbox.CountAsync())));
        Assert.Contains("4 times", request.Error);
        Assert.Equal(0, await SweepAsync(worker));
    }

    [Fact]
    public async Task Sweepers_side_by_side_queue_each_request_once()
    {
        await using var one = StartIdle();
        await using var other = StartIdle();
        for (var i = 0; i < 20; i++)
        {
            await AddReportAsync(Day, Day);
        }

        _clock.Advance(TimeSpan.FromHours(1));
        var swept = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SweepAsync(i % 2 == 0 ? one : other)));
        Assert.Equal(20, swept.Sum());
        Assert.Equal(20, await QueryAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task What_is_done_or_still_waits_in_the_outbox_is_left_alone()
    {
        await using var worker = StartIdle();
        var done = await AddReportAsync(Day, Day);
        await QueryAsync(db => db.ReportRequests.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, WorkStatus.Completed)));
        var waiting = await AddReportAsync(Day, Day);
        await QueryAsync(db =>
        {
            db.Enqueue(new GenerateReport(waiting.Id), _clock);
            return db.SaveChangesAsync();
        });
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await SweepAsync(worker));
    }

    [Fact]
    public async Task A_swept_job_beside_one_that_lives_has_one_effect()
    {
        await using var worker = StartWorker();
        var request = await AddReportAsync(Day, Day);
        await SendAsync(worker, new GenerateReport(request.Id), id: "the-first-job");
        await SendAsync(worker, new GenerateReport(request.Id), id: "the-swept-job");
        await SendAsync(worker, new GenerateReport(request.Id), id: "swept-again");
        await Trace.EndedAsync("process report-generation", 3, failed: false);
        await Trace.EndedAsync("process email", failed: false);
        await StopAsync(worker);
        Assert.Single(await Inbox.ReadAsync());
    }

    // It sends nothing and sweeps only when asked: what is queued again stays where the test can see it.
    private ServiceHost<SalesReport> StartIdle() =>
        StartWorker(services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            foreach (
                var service in services
                    .Where(service =>
                        service.ImplementationType == typeof(OutboxDispatcherService) || service.ImplementationType == typeof(SweepService)
                    )
                    .ToList()
            )
            {
                services.Remove(service);
            }
        });

    private static Task<int> SweepAsync(ServiceHost<SalesReport> worker) =>
        worker.Services.GetRequiredService<LostWork>().SweepAsync(TestContext.Current.CancellationToken);

    private Task<(WorkStatus, int)> StateAsync() =>
        QueryAsync(async db =>
        {
            var row = await db.ReportRequests.SingleAsync();
            return (row.Status, row.Sweeps);
        });
}
