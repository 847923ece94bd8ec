using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;
using Services.Tests.Infrastructure;
using StackExchange.Redis;

namespace Services.Tests.Api;

public sealed class ClientSettingTests(Servers servers) : ApiTest(servers)
{
    private const string Database = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";
    private const string Redis = "Aspire:StackExchange:Redis";

    [Fact]
    public async Task Each_part_has_one_health_check()
    {
        Assert.Equal(["aws", "database", "redis"], Checks(Api));
        Stack.Configuration[$"{Database}:DisableHealthChecks"] = "true";
        Stack.Configuration[$"{Redis}:DisableHealthChecks"] = "true";
        await using var without = StartAnother();
        Assert.Equal(["aws"], Checks(without));
    }

    [Fact]
    public async Task EF_Core_and_the_outbox_take_their_connections_from_one_pool()
    {
        Stack.Configuration["Database:MaxPoolSize"] = "1";
        await using var api = StartAnother();
        var source = api.Services.GetServices<NpgsqlDataSource>().Single();
        var byCommand = (int)
            (await source.CreateCommand("SELECT pg_backend_pid()").ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(
            byCommand,
            await api.QueryAsync(db => db.Database.SqlQuery<int>($"""SELECT pg_backend_pid() AS "Value" """).SingleAsync())
        );
    }

    [Fact]
    public void The_pool_is_what_RDS_Proxy_wants_and_transactions_are_repeated_as_a_whole()
    {
        var pool = new NpgsqlConnectionStringBuilder(Api.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString);
        Assert.Equal((10, 120, 10), (pool.MaxPoolSize, pool.ConnectionIdleLifetime, pool.Timeout));
        Assert.True(Retries(Api));
    }

    [Fact]
    public async Task The_sections_of_the_integrations_have_the_last_word()
    {
        Stack.Configuration[$"{Database}:ConnectionString"] = Stack.Configuration["ConnectionStrings:serverless"];
        Stack.Configuration.Remove("ConnectionStrings:serverless");
        Stack.Configuration[$"{Database}:CommandTimeout"] = "7";
        Stack.Configuration[$"{Database}:DisableRetry"] = "true";
        Stack.Configuration[$"{Redis}:ConfigurationOptions:ConnectTimeout"] = "1234";
        await using var api = StartAnother();

        Assert.Equal(5, await api.QueryAsync(db => db.Products.CountAsync()));
        Assert.Equal(7, await api.QueryAsync(db => Task.FromResult(db.Database.GetCommandTimeout())));
        Assert.Equal(7, api.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT 1").CommandTimeout);
        Assert.False(Retries(api));
        var redis = ConfigurationOptions.Parse(api.Services.GetRequiredService<IConnectionMultiplexer>().Configuration);
        Assert.Equal((1234, 1000), (redis.ConnectTimeout, redis.AsyncTimeout));
    }

    private static IEnumerable<string> Checks(ApiHost api) =>
        api.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name).Order();

    private static bool Retries(ApiHost api)
    {
        using var scope = api.Services.CreateScope();
        return scope
            .ServiceProvider.GetRequiredService<global::Platform.Data.AppDbContext>()
            .Database.CreateExecutionStrategy()
            .RetriesOnFailure;
    }
}
