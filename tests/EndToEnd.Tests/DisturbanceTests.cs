using System.Diagnostics;
using System.Net;
using EndToEnd.Tests.Infrastructure;
using Npgsql;

namespace EndToEnd.Tests;

/// <summary>On an application of their own, whose parts they take away; each puts back what it took.</summary>
public sealed class DisturbanceTests(DisturbanceTests.Disturbed disturbed) : IClassFixture<DisturbanceTests.Disturbed>
{
    const int Concurrency = 3;

    readonly string tag = Guid.NewGuid().ToString("N")[..12];

    RunningSystem App => disturbed.App;

    [Fact]
    public async Task Fifty_deliveries_of_one_webhook_at_once_make_one_order_without_Redis_too()
    {
        var webhook = new Webhook(tag, "poster");
        await App.Processes.ExecuteAsync("redis", "stop");
        var answers = await Duplicates.SendAsync(App.Api, webhook);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await Duplicates.MadeOneOrderAsync(App, webhook, answers);
        await App.Processes.ExecuteAsync("redis", "start");
        Assert.Equal(HttpStatusCode.OK, (await App.Api.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task The_jobs_of_a_killed_worker_are_done_by_the_other_one_and_each_mail_is_sent_once()
    {
        var addresses = Enumerable.Range(0, 2 * Concurrency).Select(i => $"{tag}-{i}@example.com").ToList();
        var reports = new List<string>();
        // No job can end while its last step, the mark "processed", waits for this lock: both workers are in the middle of all they can hold
        await using var connection = await App.OpenDatabaseAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await new NpgsqlCommand("LOCK TABLE processed_messages IN EXCLUSIVE MODE", connection, transaction).ExecuteNonQueryAsync();
            foreach (var address in addresses)
                reports.Add((await (await App.Api.PostJsonAsync("/api/exports/report", Reports.Request(address))).JsonAsync(HttpStatusCode.Accepted)).Text("id"));
            foreach (var report in reports)
                await Eventually.Async("job begun", async () => (await App.Api.GetJsonAsync($"/api/exports/report/{report}")) is var now && now.Text("status") == "PROCESSING" ? now : null);

            var victim = (await App.Processes.InstancesOfAsync("report-worker"))[0];
            using (var process = Process.GetProcessById(Processes.PidOf(victim))) process.Kill();
            await Eventually.Async("the worker's end is seen", async () => (await App.Processes.InstancesOfAsync("report-worker")).SingleOrDefault(r => r.Name == victim.Name && r.State == "Exited"));
            await transaction.CommitAsync();

            foreach (var report in reports) await Reports.CompletedAsync(App, report);
            foreach (var address in addresses) await App.Mail.TheMailAsync(address, "Your sales report");
            await App.Processes.ExecuteAsync(victim.Name, "start");
        }
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await App.QueryAsync<long>("SELECT count(*) FROM outbox_messages")));
        foreach (var address in addresses) Assert.Single(await App.Mail.ToAsync(address));
        Assert.Equal(reports.Count, await App.QueryAsync<long>("SELECT count(*) FROM processed_messages WHERE consumer = 'report-generation'"));
    }

    public sealed class Disturbed : IAsyncLifetime
    {
        internal RunningSystem App { get; private set; } = null!;

        // A killed worker's jobs come back when they have not been held for this long
        public async ValueTask InitializeAsync() =>
            App = await RunningSystem.StartAsync(null, ("Queue__Concurrency", $"{Concurrency}"), ("Queue__VisibilityTimeout", "00:00:05"));

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
