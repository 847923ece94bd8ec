using System.Net;
using EndToEnd.Tests.Infrastructure;
using Npgsql;

namespace EndToEnd.Tests.Scenarios;

/// <summary>Nobody else may have reports made meanwhile.</summary>
public abstract class KilledWorkerScenarios(SystemSource source) : SystemTest(source)
{
    private const string Done = "SELECT count(*) FROM processed_messages WHERE consumer = 'report-generation'";

    /// <summary>How many jobs one instance takes at once.</summary>
    protected const int Concurrency = 3;

    [Fact]
    public async Task The_jobs_of_a_killed_worker_are_done_by_another_one_and_each_mail_is_sent_once()
    {
        var addresses = Enumerable.Range(0, 2 * Concurrency).Select(i => $"{Tag}-{i}@example.com").ToList();
        var reports = new List<string>();
        var before = await App.QueryAsync<long>(Done);
        // No job can end while its last step, the mark "processed", waits for this lock: the workers are in the middle of all they can hold
        await using var connection = await App.OpenDatabaseAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await new NpgsqlCommand("LOCK TABLE processed_messages IN EXCLUSIVE MODE", connection, transaction).ExecuteNonQueryAsync();
            foreach (var address in addresses)
                reports.Add(
                    (
                        await (await App.Api.PostJsonAsync("/api/exports/report", Reports.Request(address))).JsonAsync(
                            HttpStatusCode.Accepted
                        )
                    ).Text("id")
                );
            foreach (var report in reports)
                await Eventually.Async("job begun", async () =>
                    (await App.Api.GetJsonAsync($"/api/exports/report/{report}")) is var now && now.Text("status") == "PROCESSING"
                        ? now
                        : null
                );

            await App.KillOneAsync("report-worker");
            await transaction.CommitAsync();

            foreach (var report in reports)
                await Reports.CompletedAsync(App, report);
            foreach (var address in addresses)
                await App.Mail.TheMailAsync(address, "Your sales report");
        }
        await Eventually.HoldsAsync(async () => Assert.Equal(0, await App.QueryAsync<long>("SELECT count(*) FROM outbox_messages")));
        foreach (var address in addresses)
            Assert.Single(await App.Mail.ToAsync(address));
        Assert.Equal(before + reports.Count, await App.QueryAsync<long>(Done));
    }
}
