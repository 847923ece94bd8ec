using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Data;

namespace Platform.OnLambda;

/// <summary>
/// Before EF's first connection of this environment: missing migrations, under the migrator's advisory lock. A start that needs no
/// database needs none for this either, and of any number of cold starts at once one migrates.
/// </summary>
internal sealed class MigrationOnFirstUse(IServiceProvider services, IOptions<DataOptions> options) : DbConnectionInterceptor
{
    // The migrator's own connections are not to wait for it.
    private readonly AsyncLocal<bool> migrating = new();
    private readonly SemaphoreSlim gate = new(1);
    private volatile bool done = !options.Value.MigrateAtStart;

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (!done && !migrating.Value)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                if (!done)
                {
                    migrating.Value = true;
                    await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
                    done = true;
                }
            }
            finally
            {
                migrating.Value = false;
                gate.Release();
            }
        }

        return result;
    }
}
