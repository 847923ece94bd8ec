using EndToEnd.Tests.Infrastructure;
using Npgsql;

namespace EndToEnd.Tests.OnFunctions;

/// <summary>What runs beside the requests: schedules and deployments.</summary>
[Collection("functions")]
public sealed class MaintenanceTests(SharedFunctions shared) : SystemTest(shared)
{
    private DeployedSystem Deployed => (DeployedSystem)App;

    [Fact]
    public async Task A_deployment_can_migrate_the_database_as_often_as_it_likes()
    {
        var function = Deployed.FunctionsOf("api")[0];
        for (var time = 0; time < 2; time++)
            Assert.Equal("""{"done":true}""", await Deployed.Cloud.InvokeAsync(function, """{"source":"serverless.migrate"}"""));
        Assert.NotEqual(0, await App.QueryAsync<long>("""SELECT count(*) FROM "__EFMigrationsHistory" """));
    }

    [Fact]
    public async Task A_warm_up_is_answered_by_every_function()
    {
        foreach (var function in new[] { "api", "event-router", "report-worker" }.SelectMany(Deployed.FunctionsOf))
            Assert.Equal("""{"warm":true}""", await Deployed.Cloud.InvokeAsync(function, """{"source":"serverless.warmup"}"""));
    }

    [Fact]
    public async Task What_a_killed_environment_has_left_in_the_outbox_goes_out_with_the_next_sweep()
    {
        await using (var connection = await App.OpenDatabaseAsync())
        {
            await using var left = new NpgsqlCommand(
                """
                INSERT INTO outbox_messages (id, kind, type, data, delay_seconds, occurred_at, attempts, next_attempt_at)
                VALUES ($1, 'JOB', 'email', $2, 0, now(), 0, now())
                """,
                connection
            );
            left.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            left.Parameters.Add(new() { Value = $$"""{"to":"{{Address}}","subject":"Left behind","text":"Sent by the sweep"}""" });
            await left.ExecuteNonQueryAsync();
        }
        await App.Mail.TheMailAsync(Address, "Left behind");
    }
}
