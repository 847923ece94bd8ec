using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.Data;

internal static class DataSource
{
    /// <summary>The one pool of the process: EF Core, the outbox, the migrator and the health check share it.</summary>
    /// <exception cref="InvalidOperationException">No connection string is configured.</exception>
    public static NpgsqlDataSource Create(IServiceProvider services, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
        var options = services.GetRequiredService<IOptions<DataOptions>>().Value;
        var text = services.GetRequiredService<IConfiguration>().GetConnectionString(DataOptions.ConnectionName)
            ?? settings.ConnectionString
            ?? throw new InvalidOperationException(
                $"ConnectionStrings:{DataOptions.ConnectionName} is not configured (a PostgreSQL connection string)."
            );
        var builder = new NpgsqlDataSourceBuilder(text)
            .UseLoggerFactory(services.GetRequiredService<ILoggerFactory>())
            .ConfigureTracing(SqlSummary.NameSpans);
        var connection = builder.ConnectionStringBuilder;
        connection.MaxPoolSize = options.MaxPoolSize;
        connection.ConnectionIdleLifetime = options.IdleSeconds;
        connection.Timeout = options.ConnectSeconds;
        connection.CommandTimeout = settings.CommandTimeout ?? connection.CommandTimeout;
        if (options.Authentication == DatabaseAuthentication.Iam)
        {
            services.GetRequiredService<DatabaseToken>().Use(builder);
        }

        return builder.Build();
    }
}
