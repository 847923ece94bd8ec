using Amazon.SQS.Model;
using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Platform.Queue;
using ReportWorker.Reports;
using Services.Tests.Infrastructure;

namespace Services.Tests.Outages;

public sealed class WorkerOutageTests(Servers servers) : OutageTest(servers)
{
    private const int Before = 6,
        Meanwhile = 6;
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Theory]
    [InlineData(10, false)]
    [InlineData(75, true)]
    [InlineData(600, false)]
    public async Task All_reports_are_done_and_mailed_once_after_an_outage_of_the_database(int seconds, bool retriesOfEF)
    {
        Stack.Configuration["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetry"] = $"{!retriesOfEF}";
        await using var worker = StartWorker(OnTheClock);
        Database.Cut();
        await OrderAsync(worker, Before);
        await Trace.EndedAsync("process report-generation", failed: true);
        await OrderAsync(worker, Meanwhile);
        await PassAsync(TimeSpan.FromSeconds(seconds));
        Database.Restore();
        await AllAreDoneAsync(worker);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(75)]
    [InlineData(600)]
    public async Task All_reports_are_done_and_mailed_once_after_an_outage_of_the_file_store(int seconds)
    {
        await using var worker = StartWorker(OnTheClock);
        await OrderWithoutAsync("s3", worker, "process report-generation", seconds);
        Assert.Equal(0, await QueryAsync(db => db.ReportRequests.CountAsync(report => report.Status == WorkStatus.Failed)));
        await BringBackAsync();
        await AllAreDoneAsync(worker);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(75)]
    [InlineData(600)]
    public async Task All_reports_are_mailed_once_after_an_outage_of_the_mail_service(int seconds)
    {
        await using var worker = StartWorker(OnTheClock);
        await OrderWithoutAsync("ses", worker, "process email", seconds);
        await BringBackAsync();
        await AllAreDoneAsync(worker);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(75)]
    [InlineData(600)]
    public async Task A_mail_is_sent_once_when_the_queue_itself_is_away_while_it_is_sent(int seconds)
    {
        // No receive is under way while the mail is sent.
        Stack.Configuration["Queue:Concurrency"] = "1";
        var (begun, sending) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var worker = StartWorker(services =>
        {
            OnTheClock(services);
            services.Decorate<global::Platform.Mail.IMailSender>(sender => new ReportWorker.MailGate(sender, before: () =>
            {
                begun.TrySetResult();
                return sending.Task;
            }));
        });
        await SendAsync(worker, new SendMail(Inbox.Address, "Once", "text"));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await TakeAwayAsync("sqs");
        sending.SetResult();
        await Trace.EndedAsync("process email", failed: false);

        // The message cannot be deleted, and is delivered again when the queue is back.
        await PassAsync(TimeSpan.FromSeconds(Math.Max(seconds, 40)));
        await BringBackAsync();
        await PassUntilAsync(Trace.EndedAsync("process email", 2, failed: false));
        await StopAsync(worker);
        Assert.Single(await Inbox.ReadAsync());
        await NothingIsLeftAsync("JobQueueUrl");
        await NothingIsLeftAsync("JobDeadLetterQueueUrl");
    }

    /// <summary>Reports before it is known that a service of AWS is away, and meanwhile.</summary>
    private async Task OrderWithoutAsync(string service, ServiceHost<SalesReport> worker, string fails, int seconds)
    {
        await TakeAwayAsync(service);
        await OrderAsync(worker, Before);
        await Trace.EndedAsync(fails, failed: true);
        await OrderAsync(worker, Meanwhile);
        await PassAsync(TimeSpan.FromSeconds(seconds));
    }

    private async Task OrderAsync(ServiceHost<SalesReport> worker, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await SendAsync(worker, new GenerateReport((await AddReportAsync(Day, Day)).Id));
        }
    }

    private async Task AllAreDoneAsync(ServiceHost<SalesReport> worker)
    {
        var mails = await PassUntilAsync(Trace.EndedAsync("process email", Before + Meanwhile, failed: false));
        await StopAsync(worker);

        Assert.Equal(
            [WorkStatus.Completed],
            await QueryAsync(db => db.ReportRequests.Select(report => report.Status).Distinct().ToListAsync())
        );
        Assert.Equal(Before + Meanwhile, (await Inbox.ReadAsync()).Count);
        await NothingIsLeftAsync("JobQueueUrl");
        await NothingIsLeftAsync("JobDeadLetterQueueUrl");
        var deliveries = mails
            .Concat(await Trace.EndedAsync("process report-generation"))
            .Max(span => (int)span.GetTagItem("messaging.message.delivery_count")!);
        Assert.InRange(deliveries, 2, 4);
    }
}
