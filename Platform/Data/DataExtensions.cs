using Lambda;
using Lambda.Lifecycle;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.OnLambda;
using Platform.Outbox;

namespace Platform.Data;

public static class DataExtensions
{
    /// <summary>
    /// <see cref="AppDbContext"/> (pooled) on the connection string <c>serverless</c>, migrated at start (on Lambda: when first used), with its health check
    /// and the outbox. Connects when first used.
    /// </summary>
    public static TBuilder AddPlatformData<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.Configure<DataOptions>(builder.Configuration.GetSection("Database"));
        builder.Services.AddSingleton(provider => CreateDataSource(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddSingleton<OutboxInterceptor>();
        builder.Services.AddDbContextPool<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.EnableRetryOnFailure(5, TimeSpan.FromSeconds(2), null))
            .AddInterceptors(provider.GetRequiredService<OutboxInterceptor>())
            .AddInterceptors(provider.GetServices<MigrationOnFirstUse>()));
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

        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        builder.Services.AddSingleton<IExceptionHandler, DatabaseUnavailableHandler>();
        builder.AddOutbox();
        return builder;
    }

    private static NpgsqlDataSource CreateDataSource(IConfiguration configuration, ILoggerFactory loggers)
    {
        var options = configuration.GetSection("Database").Get<DataOptions>() ?? new DataOptions();
        var text = configuration.GetConnectionString(DataOptions.ConnectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{DataOptions.ConnectionName} is not configured (a PostgreSQL connection string).");
        var builder = new NpgsqlDataSourceBuilder(text).UseLoggerFactory(loggers);
        var connection = builder.ConnectionStringBuilder;
        connection.MaxPoolSize = options.MaxPoolSize;
        connection.ConnectionIdleLifetime = options.IdleSeconds;
        connection.Timeout = options.ConnectSeconds;
        return builder.Build();
    }
}
