using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Data;

namespace Platform.OnLambda;

/// <summary>
/// Before EF's first connection of this environment: missing migrations, under the migrator's advisory lock. A start that needs no
/// database needs none for this either, and of any number of cold starts at once one migrates. It goes on when the invocation that began it
/// is out of time.
/// </summary>
internal sealed class MigrationOnFirstUse(IServiceProvider services, IOptions<DataOptions> options) : DbConnectionInterceptor
{
    // Whoever waits for it has an own limit; EF's retries come on top.
    private const int ConnectAttempts = 1;

    // The migrator's own connections are not to wait for it.
    private readonly AsyncLocal<bool> _migrating = new();
    private readonly Lock _gate = new();
    private Task? _migration = options.Value.MigrateAtStart ? null : Task.CompletedTask;

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (!_migrating.Value)
        {
            await Started().WaitAsync(cancellationToken);
        }

        return result;
    }

    private Task Started()
    {
        lock (_gate)
        {
            return _migration is null or { IsFaulted: true } ? _migration = Task.Run(MigrateAsync) : _migration;
        }
    }

    private Task MigrateAsync()
    {
        _migrating.Value = true;
        return services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None, ConnectAttempts);
    }
}
