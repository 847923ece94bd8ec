using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Lambda;
using Lambda.Lifecycle;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Platform.OnLambda;
using Platform.Outbox;

namespace Platform.Data;

public static class DataExtensions
{
    /// <summary>
    /// <see cref="AppDbContext"/> (pooled) on the connection string <c>serverless</c>, migrated at start (on Lambda: when first used), with its health check
    /// and the outbox. Connects when first used. Retries, time-outs and telemetry are those of Aspire's integration: section
    /// <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c>.
    /// </summary>
    public static TBuilder AddPlatformData<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
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

        builder.Services.AddSingleton<IExceptionHandler, DatabaseUnavailableHandler>();
        builder.AddOutbox();
        return builder;
    }

    private static void AddDatabase(this IHostApplicationBuilder builder)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        builder.Services.AddSingleton(provider => DataSource.Create(provider, settings));
        builder.Services.AddSingleton<OutboxInterceptor>();
        builder.Services.AddDbContextPool<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => Retry(npgsql, settings))
            .AddInterceptors(provider.GetRequiredService<OutboxInterceptor>())
            .AddInterceptors(provider.GetServices<MigrationOnFirstUse>()));

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

    private static void Retry(NpgsqlDbContextOptionsBuilder npgsql, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
        if (!settings.DisableRetry)
        {
            npgsql.EnableRetryOnFailure(5, TimeSpan.FromSeconds(2), null);
        }
    }
}
