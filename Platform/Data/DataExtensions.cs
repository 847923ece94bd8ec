using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Lambda;
using Lambda.Lifecycle;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Platform.Aws;
using Platform.OnLambda;
using Platform.Outages;
using Platform.Outbox;
using Platform.Sweep;

namespace Platform.Data;

public static class DataExtensions
{
    /// <summary>
    /// <see cref="AppDbContext"/> (pooled) on the connection string <c>serverless</c>, migrated at start (on Lambda: when first used), with
    /// its health check and the outbox. Connects when first used. Retries, time-outs and telemetry are those of Aspire's integration:
    /// section <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c>.
    /// </summary>
    public static TBuilder AddPlatformData<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.Configure<DataOptions>(builder.Configuration.GetSection("Database"));
        builder.AddDatabase();
        builder.Services.AddSingleton<DatabaseMigrator>();
        if (builder.IsOnLambda())
        {
            builder.Services.AddSingleton<MigrationOnFirstUse>();
            builder.Services.AddSingleton<ISnapshotHook, ModelInSnapshot>();
        }
        else
        {
            builder.Services.AddHostedService(provider => provider.GetRequiredService<DatabaseMigrator>());
        }

        builder.Services.AddSingleton<IExceptionHandler, UnavailableHandler>();
        builder.Services.AddProbe(Dependency.Database, provider =>
            token => DatabaseHealthCheck.AskAsync(provider.GetRequiredService<NpgsqlDataSource>(), token)
        );
        builder.Services.Configure<SweepOptions>(builder.Configuration.GetSection("Sweep"));
        builder.Services.AddSingleton<LostWork>();
        builder.AddOutbox();
        return builder;
    }

    private static void AddDatabase(this IHostApplicationBuilder builder)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        builder.Services.AddAwsClients().AddSingleton<DatabaseToken>();
        builder.Services.AddSingleton(provider => DataSource.Create(provider, settings));
        builder.Services.AddSingleton<OutboxInterceptor>();
        builder.Services.AddDbContextPool<AppDbContext>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql =>
                        Retry(npgsql, settings, provider.GetRequiredService<IOptions<DataOptions>>().Value)
                    )
                    .ConfigureWarnings(LeaveErrorsToWhoCatchesThem)
                    // EF would remember for a second that nothing listens in a poll, and a request's lines would be missing.
                    .ConfigureLoggingCacheTime(TimeSpan.Zero)
                    .AddInterceptors(provider.GetRequiredService<OutboxInterceptor>())
                    .AddInterceptors(provider.GetServices<MigrationOnFirstUse>())
        );

        var health = true;
        builder.EnrichNpgsqlDbContext<AppDbContext>(read =>
        {
            (settings, health) = (read, !read.DisableHealthChecks);

            // Its check would build EF's model, the longest part of a start, to ask what one command asks.
            read.DisableHealthChecks = true;
        });
        if (health)
        {
            builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        }
    }

    /// <summary>
    /// EF throws what it logs here: a second event of a payment, a second user of an address and an outage each have their own line, or
    /// none.
    /// </summary>
    private static void LeaveErrorsToWhoCatchesThem(WarningsConfigurationBuilder warnings) =>
        warnings.Log(
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug)
        );

    private static void Retry(
        NpgsqlDbContextOptionsBuilder npgsql,
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings,
        DataOptions options
    )
    {
        if (!settings.DisableRetry)
        {
            npgsql.ExecutionStrategy(dependencies => new BoundedRetry(dependencies, TimeSpan.FromSeconds(options.RetrySeconds)));
        }
    }
}
